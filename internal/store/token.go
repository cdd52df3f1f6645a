package store

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"time"
)

const (
	tokenBytes = 16
	tokenMost  = 4 << 20 // bytes of a value: the longest article that is read, twice
)

var errTokenSize = errors.New("store: a token's value is too big")

// NewToken keeps value for ttl (at most 30 days) under an id that reveals
// nothing and cannot be guessed: 22 letters of base64url. Forget of the chat
// erases it.
func (s *Store) NewToken(ctx context.Context, chat int64, value []byte, ttl time.Duration) (string, error) {
	if len(value) > tokenMost {
		return "", errTokenSize
	}
	packed, err := pack(value)
	if err != nil {
		return "", errors.Join(errTokenSize, err)
	}
	var b [tokenBytes]byte
	_, _ = rand.Read(b[:]) // never fails
	id := base64.RawURLEncoding.EncodeToString(b[:])
	ends := time.Now().Add(min(max(ttl, time.Second), tokenLife))
	return id, s.own(ctx, "keep token", chat, s.tokenName(id), packed, ends)
}

// Token is the value of an id; false when it is expired, no id, or not to be
// had.
func (s *Store) Token(ctx context.Context, id string) ([]byte, bool) {
	if b, err := base64.RawURLEncoding.DecodeString(id); err != nil || len(b) != tokenBytes {
		return nil, false
	}
	v, err := ask(ctx, s, "read token", func(ctx context.Context) ([]byte, error) {
		return s.rdb.Get(ctx, s.tokenName(id)).Bytes()
	})
	if err != nil {
		return nil, false
	}
	value, err := unpack(v)
	return value, err == nil
}
