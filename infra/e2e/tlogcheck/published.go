package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
)

// published is a log at a folder or URL.
type published struct {
	fetcher fsck.Fetcher
	read    func(ctx context.Context, path string) ([]byte, error)
	sizes   []uint64 // of the saved checkpoints
}

func readKeys(file string) ([]note.Verifier, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	var verifiers []note.Verifier
	for _, line := range strings.Fields(string(text)) {
		verifier, err := note.NewVerifier(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %q: %w", file, line, err)
		}
		verifiers = append(verifiers, verifier)
	}
	return verifiers, nil
}

func open(at, sizes string) (*published, error) {
	if strings.HasPrefix(at, "http://") || strings.HasPrefix(at, "https://") {
		return openURL(strings.TrimSuffix(at, "/")+"/", sizes)
	}
	l := &published{
		fetcher: client.FileFetcher{Root: at},
		read:    func(_ context.Context, path string) ([]byte, error) { return os.ReadFile(filepath.Join(at, path)) },
	}
	files, err := os.ReadDir(filepath.Join(at, "checkpoints"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	for _, file := range files {
		if err := l.addSize(file.Name()); err != nil {
			return nil, err
		}
	}
	slices.Sort(l.sizes)
	return l, nil
}

func openURL(at, sizes string) (*published, error) {
	root, err := url.Parse(at)
	if err != nil {
		return nil, err
	}
	fetcher, err := client.NewHTTPFetcher(root, http.DefaultClient)
	if err != nil {
		return nil, err
	}
	l := &published{
		fetcher: fetcher,
		read:    func(ctx context.Context, path string) ([]byte, error) { return get(ctx, root.JoinPath(path)) },
	}
	for _, size := range strings.FieldsFunc(sizes, func(r rune) bool { return r == ',' }) {
		if err := l.addSize(size); err != nil {
			return nil, err
		}
	}
	slices.Sort(l.sizes)
	return l, nil
}

func get(ctx context.Context, from *url.URL) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, from.String(), nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", from, response.Status)
	}
	return io.ReadAll(response.Body)
}

func (l *published) addSize(text string) error {
	size, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return fmt.Errorf("checkpoints/%s: its name is no size", text)
	}
	l.sizes = append(l.sizes, size)
	return nil
}

// current is the checkpoint of now, and the verifier of its signature: of the keys that are given, the one whose name
// is its origin.
func (l *published) current(ctx context.Context, verifiers []note.Verifier) (*log.Checkpoint, note.Verifier, error) {
	raw, err := l.fetcher.ReadCheckpoint(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("checkpoint: %w", err)
	}
	origin, _, _ := strings.Cut(string(raw), "\n")
	for _, verifier := range verifiers {
		if verifier.Name() == origin {
			checkpoint, _, _, err := log.ParseCheckpoint(raw, origin, verifier)
			if err != nil {
				return nil, nil, fmt.Errorf("checkpoint: %w", err)
			}
			return checkpoint, verifier, nil
		}
	}
	return nil, nil, fmt.Errorf("checkpoint: none of the keys is of %q", origin)
}

// saved are the checkpoints that were signed before, smallest first.
func (l *published) saved(ctx context.Context, origin string, verifier note.Verifier) ([]*log.Checkpoint, error) {
	var all []*log.Checkpoint
	for _, size := range l.sizes {
		path := fmt.Sprintf("checkpoints/%d", size)
		raw, err := l.read(ctx, path)
		if err != nil {
			return nil, err
		}
		checkpoint, _, _, err := log.ParseCheckpoint(raw, origin, verifier)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if checkpoint.Size != size {
			return nil, fmt.Errorf("%s: it is of size %d", path, checkpoint.Size)
		}
		all = append(all, checkpoint)
	}
	return all, nil
}
