package analyze

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"unsafe"
)

// terminals gives the two ends of a terminal of its own: what a program writes
// to far is read from near.
func terminals(t *testing.T) (near, far *os.File) {
	t.Helper()
	near, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skip("SKIPPED, nothing tested: no terminals here: ", err)
	}
	t.Cleanup(func() { near.Close() })
	var number, unlocked uint32
	for request, to := range map[uintptr]*uint32{syscall.TIOCSPTLCK: &unlocked, syscall.TIOCGPTN: &number} {
		if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, near.Fd(), request, uintptr(unsafe.Pointer(to))); e != 0 {
			t.Skip("SKIPPED, nothing tested: no terminals here: ", e)
		}
	}
	if far, err = os.OpenFile(fmt.Sprint("/dev/pts/", number), os.O_RDWR|syscall.O_NOCTTY, 0); err != nil {
		t.Skip("SKIPPED, nothing tested: no terminals here: ", err)
	}
	return near, far
}

func TestEachShowsItsProgressOnATerminalAlone(t *testing.T) {
	dir := t.TempDir()
	args := []string{"-each"}
	for i := range 4 {
		name := filepath.Join(dir, fmt.Sprint(i))
		if i != 2 { // one is missing
			os.WriteFile(name, []byte("Anna said no."), 0o644)
		}
		args = append(args, name)
	}
	near, far := terminals(t)
	seen := make(chan string)
	go func() {
		b, _ := io.ReadAll(bufio.NewReader(near)) // ends with an error when the far end is closed
		seen <- string(b)
	}()
	var out bytes.Buffer
	status := Run(args, strings.NewReader(""), &out, far)
	far.Close()
	shown := <-seen
	for _, want := range []string{"1 of 4", "2 of 4", "3 of 4", "4 of 4", "no such file"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the terminal does not show %q: %q", want, shown)
		}
	}
	if !strings.HasSuffix(shown, "\r\x1b[K") {
		t.Errorf("the line is not taken away at the end: %q", shown)
	}
	if status != Failed || strings.Count(out.String(), "\n") != 4 || strings.Contains(out.String(), " of 4") {
		t.Errorf("status %d, standard output %q", status, out.String())
	}
	// To a file or a pipe goes nothing but errors.
	var errs bytes.Buffer
	Run(args, strings.NewReader(""), io.Discard, &errs)
	if strings.Contains(errs.String(), " of 4") || strings.Contains(errs.String(), "\r") {
		t.Errorf("progress outside of a terminal: %q", errs.String())
	}
}

func TestOnATerminalPeopleAreToldWhatIsAmissWithAText(t *testing.T) {
	for text, want := range map[string]string{
		"\xff\xfeA\x00n\x00n\x00a\x00":   "looks like UTF-16",
		"A\x00n\x00n\x00a\x00":           "looks like UTF-16",
		"Caf\xe9 said no.":               "not in UTF-8",
		"%PDF-1.7 ...":                   "is a PDF",
		"PK\x03\x04 ...":                 "no Word document",
		"\n<!DOCTYPE html><p>Anna said.": "looks like HTML",
		"Anna said no.":                  "",
	} {
		name := filepath.Join(t.TempDir(), "a.txt")
		os.WriteFile(name, []byte(text), 0o644)
		near, far := terminals(t)
		seen := make(chan string)
		go func() {
			b, _ := io.ReadAll(bufio.NewReader(near))
			seen <- string(b)
		}()
		var out, errs bytes.Buffer
		status := Run([]string{name}, strings.NewReader(""), &out, far)
		far.Close()
		if shown := <-seen; status != OK || out.Len() == 0 || want == "" && strings.Contains(shown, "analyze") || !strings.Contains(shown, want) {
			t.Errorf("%q: status %d, shown %q, want %q", text, status, shown, want)
		}
		if Run([]string{name}, strings.NewReader(""), &out, &errs); errs.Len() > 0 {
			t.Errorf("%q: a program reads %q", text, errs.String())
		}
	}
}

// The first file says nothing for long; the others must not pile up in memory
// meanwhile. The files are pipes, so that the test sees when one is opened.
func TestEachReadsNoMoreThanAFewFilesAhead(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	const files, most = 64, 2*4 + 2
	dir := t.TempDir()
	args := []string{"-each"}
	for i := range files {
		name := filepath.Join(dir, fmt.Sprintf("%02d", i))
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Skip("SKIPPED, nothing tested: no named pipes here: ", err)
		}
		args = append(args, name)
	}
	var opened, beyond atomic.Int32
	var released atomic.Bool
	go1, full := make(chan struct{}), make(chan struct{})
	for i := range files {
		go func() {
			f, err := os.OpenFile(args[1+i], os.O_WRONLY, 0) // waits for the reader
			if err != nil {
				return
			}
			defer f.Close()
			n := opened.Add(1)
			if !released.Load() && n > most {
				beyond.Store(n)
			}
			if n == 2*4 {
				close(full)
			}
			if i == 0 {
				<-go1
			}
			io.WriteString(f, "Anna said no.")
		}()
	}
	var out, errs bytes.Buffer
	done := make(chan int)
	go func() { done <- Run(args, strings.NewReader(""), &out, &errs) }()
	<-full // all that may be read ahead is being read
	for range 1000 {
		runtime.Gosched() // whoever wants to read more may do so now
	}
	released.Store(true)
	close(go1)
	if status := <-done; status != OK || strings.Count(out.String(), "\n") != files {
		t.Errorf("status %d, %d lines, %s", status, strings.Count(out.String(), "\n"), &errs)
	}
	if n := beyond.Load(); n > 0 {
		t.Errorf("%d files were read while the first was not done, want at most %d", n, most)
	}
}

func TestAFileThatCouldNotBeWrittenWholeIsNotLeft(t *testing.T) {
	dir := t.TempDir()
	text, out := filepath.Join(dir, "a.txt"), filepath.Join(dir, "a.json")
	os.WriteFile(text, []byte("Anna said no."), 0o644)
	if err := os.Symlink("/dev/full", out); err != nil { // takes no byte, as a full disk
		t.Skip("SKIPPED, nothing tested: no links here: ", err)
	}
	var errs bytes.Buffer
	if status := Run([]string{"-out", dir, text}, strings.NewReader(""), io.Discard, &errs); status != Failed || !strings.Contains(errs.String(), "no space left") {
		t.Errorf("status %d, %q", status, errs.String())
	}
	if _, err := os.Lstat(out); err == nil {
		t.Error("the file is left")
	}
	if b, _ := os.ReadFile(text); len(b) == 0 {
		t.Error("the text is gone")
	}
}
