module whosaid.example

go 1.26
