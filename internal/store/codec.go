package store

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"tollbot/summarize"
)

// What is packed is one byte that says how, the CRC-32 of what was there before,
// and that, deflated where it is long.
const (
	asIs     = 'j'
	deflated = 'd'
	head     = 5

	longPlain = 2 << 10   // compressed from here
	mostKept  = 512 << 10 // bytes in Redis; a bigger thing is not kept
	mostPlain = 8 << 20   // bytes once inflated
)

var errBroken = errors.New("not packed as this program packs")

func pack(plain []byte) ([]byte, error) {
	if len(plain) > mostPlain {
		return nil, fmt.Errorf("%d bytes are too many", len(plain))
	}
	out := binary.BigEndian.AppendUint32([]byte{asIs}, crc32.ChecksumIEEE(plain))
	if len(plain) < longPlain {
		return append(out, plain...), nil
	}
	out[0] = deflated
	buf := bytes.NewBuffer(out)
	w, err := flate.NewWriter(buf, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if buf.Len() > mostKept {
		return nil, fmt.Errorf("%d bytes are too many, packed", buf.Len())
	}
	return buf.Bytes(), nil
}

func unpack(b []byte) ([]byte, error) {
	if len(b) < head || len(b) > mostKept {
		return nil, errBroken
	}
	plain := b[head:]
	switch b[0] {
	case asIs:
	case deflated:
		var err error
		if plain, err = io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(plain)), mostPlain+1)); err != nil {
			return nil, errors.Join(errBroken, err)
		}
	default:
		return nil, errBroken
	}
	if crc32.ChecksumIEEE(plain) != binary.BigEndian.Uint32(b[1:head]) {
		return nil, errBroken
	}
	return plain, nil
}

// A kept report is its JSON, packed.
func encode(r summarize.Report) ([]byte, error) {
	js, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode report: %w", err)
	}
	b, err := pack(js)
	if err != nil {
		return nil, fmt.Errorf("encode report: %w", err)
	}
	return b, nil
}

func decode(b []byte) (summarize.Report, error) {
	var r summarize.Report
	js, err := unpack(b)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(js, &r); err != nil {
		return summarize.Report{}, errors.Join(errBroken, err)
	}
	if r.Schema != summarize.Schema {
		return summarize.Report{}, errBroken
	}
	return r, nil
}
