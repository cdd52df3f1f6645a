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

// A kept report is one byte that says how it is packed, the CRC-32 of the
// report's JSON, and the JSON, deflated where it is long.
const (
	asIs     = 'j'
	deflated = 'd'
	head     = 5

	longJSON = 2 << 10   // compressed from here
	mostKept = 512 << 10 // bytes in Redis; a bigger report is not cached
	mostJSON = 8 << 20   // bytes once inflated
)

var errBroken = errors.New("not a report as this program writes it")

func encode(r summarize.Report) ([]byte, error) {
	js, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode report: %w", err)
	}
	out := binary.BigEndian.AppendUint32([]byte{asIs}, crc32.ChecksumIEEE(js))
	if len(js) < longJSON {
		return append(out, js...), nil
	}
	out[0] = deflated
	buf := bytes.NewBuffer(out)
	w, err := flate.NewWriter(buf, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(js); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if len(js) > mostJSON || buf.Len() > mostKept {
		return nil, fmt.Errorf("encode report: %d bytes are too many", buf.Len())
	}
	return buf.Bytes(), nil
}

func decode(b []byte) (summarize.Report, error) {
	var r summarize.Report
	if len(b) < head || len(b) > mostKept {
		return r, errBroken
	}
	js := b[head:]
	switch b[0] {
	case asIs:
	case deflated:
		var err error
		if js, err = io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(js)), mostJSON+1)); err != nil {
			return r, errors.Join(errBroken, err)
		}
	default:
		return r, errBroken
	}
	if crc32.ChecksumIEEE(js) != binary.BigEndian.Uint32(b[1:head]) {
		return r, errBroken
	}
	if err := json.Unmarshal(js, &r); err != nil {
		return summarize.Report{}, errors.Join(errBroken, err)
	}
	if r.Schema != summarize.Schema {
		return summarize.Report{}, errBroken
	}
	return r, nil
}
