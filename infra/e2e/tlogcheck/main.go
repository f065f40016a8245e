// Tlogcheck reads a published log of CertTrail as anyone could: with a tlog-tiles client that others wrote
// (github.com/transparency-dev/tessera) and nothing of CertTrail's own code.
//
//	tlogcheck -log DIR -keys log.vkey
//	tlogcheck -log URL -keys log.vkey [-sizes 10,20]
//
// It checks the signature of the checkpoint and of every saved one (checkpoints/<size>), the inclusion of every entry
// in the current checkpoint, the consistency between any two checkpoints, and that every tile is what the entries make
// it (Tessera's own fsck). In a folder the saved checkpoints are found; at a URL, name their sizes.
//
// It exits with 0 when everything checks, else with 1.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/transparency-dev/tessera/fsck"
)

// Tessera's fsck was seen to hang on a damaged log; by then the checks before it have said what is wrong.
const timeout = 5 * time.Minute

func main() {
	at := flag.String("log", "", "folder or URL that holds checkpoint and tile/")
	keys := flag.String("keys", "", "file of verifier keys, one a line")
	sizes := flag.String("sizes", "", "sizes of the saved checkpoints at a URL, separated by commas")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	report, err := check(ctx, *at, *keys, *sizes)
	if err != nil {
		fmt.Fprintln(os.Stderr, "tlogcheck:", err)
		os.Exit(1)
	}
	fmt.Println(report)
}

func check(ctx context.Context, at, keys, sizes string) (string, error) {
	verifiers, err := readKeys(keys)
	if err != nil {
		return "", err
	}
	log, err := open(at, sizes)
	if err != nil {
		return "", err
	}
	current, verifier, err := log.current(ctx, verifiers)
	if err != nil {
		return "", err
	}
	saved, err := log.saved(ctx, current.Origin, verifier)
	if err != nil {
		return "", err
	}
	if err := log.checkInclusion(ctx, current); err != nil {
		return "", err
	}
	proofs, err := log.checkConsistency(ctx, append(saved, current))
	if err != nil {
		return "", err
	}
	all := fsck.New(current.Origin, verifier, log.fetcher, leafHashes, fsck.Opts{N: 2})
	if err := all.Check(ctx); err != nil {
		return "", fmt.Errorf("fsck: %w", err)
	}
	return fmt.Sprintf("%s: %d entries included, %d saved checkpoints, %d consistency proofs, every tile as it must be",
		current.Origin, current.Size, len(saved), proofs), nil
}
