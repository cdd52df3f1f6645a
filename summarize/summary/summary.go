// Package summary chooses which sentences of an article to show: a headline
// and a few key points, verbatim and in reading order.
package summary
