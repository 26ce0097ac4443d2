//go:build !prose

package main

func analyse(string) string { return "nothing" }
