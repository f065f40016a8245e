package main

import (
	"context"
	"fmt"

	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
)

const bundleEntries = 256

// leafHashes are those of the entries in a bundle: RFC 6962, of the bytes as they are.
func leafHashes(bundle []byte) ([][]byte, error) {
	var entries api.EntryBundle
	if err := entries.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	hashes := make([][]byte, len(entries.Entries))
	for i, entry := range entries.Entries {
		hashes[i] = rfc6962.DefaultHasher.HashLeaf(entry)
	}
	return hashes, nil
}

// checkInclusion proves every entry of the bundles to be in the checkpoint, at its place.
func (l *published) checkInclusion(ctx context.Context, in *log.Checkpoint) error {
	builder, err := client.NewProofBuilder(ctx, in.Size, l.fetcher.ReadTile)
	if err != nil {
		return err
	}
	for first := uint64(0); first < in.Size; first += bundleEntries {
		bundle, err := client.GetEntryBundle(ctx, l.fetcher.ReadEntryBundle, first/bundleEntries, in.Size)
		if err != nil {
			return err
		}
		if want := min(bundleEntries, in.Size-first); uint64(len(bundle.Entries)) != want {
			return fmt.Errorf("the bundle of entry %d has %d entries, expected %d", first, len(bundle.Entries), want)
		}
		for i, entry := range bundle.Entries {
			index := first + uint64(i)
			path, err := builder.InclusionProof(ctx, index)
			if err != nil {
				return fmt.Errorf("entry %d: %w", index, err)
			}
			leaf := rfc6962.DefaultHasher.HashLeaf(entry)
			if err := proof.VerifyInclusion(rfc6962.DefaultHasher, index, in.Size, leaf, path, in.Hash); err != nil {
				return fmt.Errorf("entry %d is not in the checkpoint of size %d: %w", index, in.Size, err)
			}
		}
	}
	return nil
}

// checkConsistency proves of any two checkpoints that the larger extends the smaller, and says how many proofs it took.
func (l *published) checkConsistency(ctx context.Context, all []*log.Checkpoint) (int, error) {
	proofs := 0
	for i, larger := range all {
		builder, err := client.NewProofBuilder(ctx, larger.Size, l.fetcher.ReadTile)
		if err != nil {
			return 0, err
		}
		for _, smaller := range all[:i] {
			path, err := builder.ConsistencyProof(ctx, smaller.Size, larger.Size)
			if err != nil {
				return 0, fmt.Errorf("from %d to %d: %w", smaller.Size, larger.Size, err)
			}
			if err := proof.VerifyConsistency(
				rfc6962.DefaultHasher, smaller.Size, larger.Size, path, smaller.Hash, larger.Hash); err != nil {
				return 0, fmt.Errorf("the checkpoint of size %d does not extend the one of size %d: %w",
					larger.Size, smaller.Size, err)
			}
			proofs++
		}
	}
	return proofs, nil
}
