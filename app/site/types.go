package site

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
)

// types writes whosaid.d.ts: the calls from web/whosaid.d.ts, the result's
// types from the Go structs, their one source.
func (g *generator) types() error {
	text, err := g.source("whosaid.d.ts")
	if err != nil {
		return err
	}
	types, err := TypeScript(filepath.Join(g.Root, "analysis", "result.go"))
	if err != nil {
		return err
	}
	return g.write("whosaid.d.ts", []byte(text+"\n"+types))
}

// TypeScript is the exported structs of a Go file as TypeScript interfaces, by
// their json tags, with their comments. A pointer may be null, a field with
// omitempty may be missing, and an embedded struct is extended.
func TypeScript(file string) (string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, spec := range g.Specs {
			t := spec.(*ast.TypeSpec)
			s, ok := t.Type.(*ast.StructType)
			if !ok || !t.Name.IsExported() {
				continue
			}
			if err := tsInterface(&out, t, s, g.Doc); err != nil {
				return "", fmt.Errorf("%s: %w", file, err)
			}
		}
	}
	return out.String(), nil
}

func tsInterface(out *strings.Builder, t *ast.TypeSpec, s *ast.StructType, doc *ast.CommentGroup) error {
	var fields strings.Builder
	var extends []string
	for _, f := range s.Fields.List {
		if len(f.Names) == 0 {
			name, err := tsType(f.Type)
			if err != nil {
				return err
			}
			extends = append(extends, name)
			continue
		}
		if f.Tag == nil {
			return fmt.Errorf("%s.%s has no json tag", t.Name, f.Names[0])
		}
		tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("json")
		name, option, _ := strings.Cut(tag, ",")
		if name == "-" {
			continue
		}
		kind, err := tsType(f.Type)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", t.Name, f.Names[0], err)
		}
		optional := ""
		if option == "omitempty" {
			optional = "?"
			kind = strings.TrimSuffix(kind, " | null")
		}
		if f.Comment != nil {
			fmt.Fprintf(&fields, "  /** %s */\n", oneLine(f.Comment))
		} else if f.Doc != nil {
			fmt.Fprintf(&fields, "  /** %s */\n", oneLine(f.Doc))
		}
		fmt.Fprintf(&fields, "  %s%s: %s;\n", name, optional, kind)
	}
	if doc != nil {
		fmt.Fprintf(out, "/** %s */\n", oneLine(doc))
	}
	fmt.Fprintf(out, "export interface %s", t.Name)
	if len(extends) > 0 {
		fmt.Fprintf(out, " extends %s", strings.Join(extends, ", "))
	}
	fmt.Fprintf(out, " {\n%s}\n\n", fields.String())
	return nil
}

func tsType(e ast.Expr) (string, error) {
	switch e := e.(type) {
	case *ast.Ident:
		switch e.Name {
		case "string":
			return "string", nil
		case "bool":
			return "boolean", nil
		case "int", "int32", "int64", "float32", "float64":
			return "number", nil
		}
		if e.IsExported() {
			return e.Name, nil
		}
	case *ast.StarExpr:
		inner, err := tsType(e.X)
		return inner + " | null", err
	case *ast.ArrayType:
		inner, err := tsType(e.Elt)
		if strings.Contains(inner, " ") {
			inner = "(" + inner + ")"
		}
		return inner + "[]", err
	}
	return "", fmt.Errorf("no TypeScript type for %T", e)
}

func oneLine(c *ast.CommentGroup) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(c.Text()), " "), "*/", "* /")
}
