# `make test` is what CI runs. Everything else is for people.

GO       ?= go
BIN      := bin/bot
VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
LDFLAGS  := -s -w -X main.version=$(VERSION)
FUZZTIME ?= 60s

# Pinned: a linter that changes by itself breaks builds nobody touched.
GOLANGCI := v2.6.2

.PHONY: build test need lint bench fuzz score run clean

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/bot

# CI=true makes the tests that need redis-server fail, not skip, without it.
# The race detector is the one thing here that needs a C compiler. Packages run
# one after the other: some of them measure time, and none should have to share
# the machine with a load test.
test: need
	@unformatted="$$(gofmt -l .)"; \
	if [ -n "$$unformatted" ]; then echo "not gofmt'ed:" $$unformatted; exit 1; fi
	$(GO) vet ./...
	CGO_ENABLED=1 $(GO) build -race ./...
	CI=true CGO_ENABLED=1 $(GO) test -race -p 1 -timeout 10m ./...

need:
	@.ci/need

lint: .tools/golangci-lint-$(GOLANGCI)
	.tools/golangci-lint-$(GOLANGCI) run

.tools/golangci-lint-$(GOLANGCI):
	GOBIN=$(CURDIR)/.tools $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI)
	mv .tools/golangci-lint $@

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# Every fuzz target for FUZZTIME; go can fuzz only one at a time.
fuzz:
	@set -e; for pkg in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "== $$pkg $$target"; \
	    $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 500x $$pkg; \
	  done; \
	done

# The project's own scores are summarize/testdata/scores.txt, kept by go test.
# make score GOLD=articles.jsonl SCORER=score.py scores the binary with a
# script of yours: it is called with the gold file and the reports.
score: build
ifeq ($(and $(GOLD),$(SCORER)),)
	@echo 'usage: make score GOLD=articles.jsonl SCORER=score.py'; exit 2
else
	$(BIN) summarize --jsonl '$(GOLD)' > bin/reports.jsonl
	python3 '$(SCORER)' '$(GOLD)' bin/reports.jsonl
endif

# Reads .env if there is one.
run: build
	@set -a; if [ -f .env ]; then . ./.env; fi; exec $(BIN)

clean:
	rm -rf bin
