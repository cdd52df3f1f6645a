package source

import (
	"errors"
	"fmt"
)

// Reason says in one word why there is no article. It is the key of a sentence
// for people; the sentence itself is the caller's.
type Reason string

const (
	TooShort    Reason = "too_short"   // read, but next to nothing is there
	Paywall     Reason = "paywall"     // the text is for subscribers
	Consent     Reason = "consent"     // a cookie banner stands in place of the text
	NotPublic   Reason = "not_public"  // an address or a post that is not open to everybody
	TooBig      Reason = "too_big"     // larger than is read, packed or unpacked
	Unsupported Reason = "unsupported" // a kind of file that is not read
	Encrypted   Reason = "encrypted"   // locked with a password
	Scanned     Reason = "scanned"     // pictures of pages, without text
	Broken      Reason = "broken"      // damaged, or not what it claims to be
	Timeout     Reason = "timeout"     // took too long, to load or to read
	Unreachable Reason = "unreachable" // the site does not answer, or refuses
	NotArticle  Reason = "not_article" // a front page, a channel, a search
	Busy        Reason = "busy"        // too much else to do: the same may work in a minute
)

// Error is why a link or document gave no article.
type Error struct {
	Reason Reason
	// Cause is for the operator's log. It never holds an address or any of
	// the text. May be nil.
	Cause error
}

func (e *Error) Error() string {
	if e.Cause == nil {
		return "source: " + string(e.Reason)
	}
	return "source: " + string(e.Reason) + ": " + e.Cause.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

func fail(r Reason, format string, args ...any) *Error {
	return &Error{Reason: r, Cause: fmt.Errorf(format, args...)}
}

func reasonOf(err error) Reason {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Reason
	}
	return ""
}
