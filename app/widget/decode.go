package widget

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"whosaid.example/analysis"
)

// decodeResult reads the engine's message {"id", "type", "result"} element by
// element and calls pause between them: decoding the result of a long text in
// one go would stop the page for longer than a reader likes.
func decodeResult(data string, pause func()) (id string, r *analysis.Result, err error) {
	d := json.NewDecoder(strings.NewReader(data))
	err = object(d, func(key string) error {
		switch key {
		case "id":
			return d.Decode(&id)
		case "result":
			r = &analysis.Result{}
			return result(d, r, pause)
		}
		return skip(d)
	})
	if err == nil && r == nil {
		err = io.ErrUnexpectedEOF
	}
	return id, r, err
}

func result(d *json.Decoder, r *analysis.Result, pause func()) error {
	return object(d, func(key string) error {
		switch key {
		case "version":
			return d.Decode(&r.Version)
		case "engine":
			return d.Decode(&r.Engine)
		case "offsets":
			return d.Decode(&r.Offsets)
		case "articles":
			return array(d, &r.Articles, pause, func(a *analysis.Report) error { return report(d, a, pause) })
		case "references":
			return array(d, &r.References, pause, nil)
		case "origins":
			return array(d, &r.Origins, pause, nil)
		}
		return skip(d)
	})
}

func report(d *json.Decoder, a *analysis.Report, pause func()) error {
	return object(d, func(key string) error {
		switch key {
		case "name":
			return d.Decode(&a.Name)
		case "outlet":
			return d.Decode(&a.Outlet)
		case "date":
			return d.Decode(&a.Date)
		case "notices":
			return d.Decode(&a.Notices)
		case "title":
			return d.Decode(&a.Title)
		case "asides":
			return array(d, &a.Asides, pause, nil)
		case "paragraphs":
			return array(d, &a.Paragraphs, pause, nil)
		case "sentences":
			return array(d, &a.Sentences, pause, nil)
		case "actors":
			return array(d, &a.Actors, pause, nil)
		case "quotes":
			return array(d, &a.Quotes, pause, nil)
		case "claims":
			return array(d, &a.Claims, pause, nil)
		}
		return skip(d)
	})
}

// object reads an object; field reads the value of the key it is given.
func object(d *json.Decoder, field func(key string) error) error {
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return unexpected(t, err)
	}
	for d.More() {
		t, err := d.Token()
		key, ok := t.(string)
		if err != nil || !ok {
			return unexpected(t, err)
		}
		if err := field(key); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// array reads an array (or null) into out; element reads one value, and where
// it is nil each is decoded as a whole.
func array[T any](d *json.Decoder, out *[]T, pause func(), element func(*T) error) error {
	t, err := d.Token()
	if err != nil || t == nil {
		return err
	}
	if t != json.Delim('[') {
		return unexpected(t, nil)
	}
	*out = []T{}
	for n := 0; d.More(); n++ {
		var v T
		if element != nil {
			err = element(&v)
		} else {
			err = d.Decode(&v)
		}
		if err != nil {
			return err
		}
		*out = append(*out, v)
		if n%8 == 7 {
			pause()
		}
	}
	_, err = d.Token()
	return err
}

func skip(d *json.Decoder) error {
	var v json.RawMessage
	return d.Decode(&v)
}

func unexpected(t json.Token, err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("the engine's answer has %v where it should not", t)
}
