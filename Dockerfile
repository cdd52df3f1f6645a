# syntax=docker/dockerfile:1

# Pinned by exact tag. To pin by digest as well:
#   docker buildx imagetools inspect golang:1.26.8-bookworm
# and add @sha256:… here; the final image has no base to pin.
FROM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=devel
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$VERSION" -o /out/bot ./cmd/bot \
 && cp /etc/ssl/certs/ca-certificates.crt /usr/local/go/lib/time/zoneinfo.zip /out/

# Nothing but the binary, the authorities it trusts and the time zones: no
# shell, no package manager, nothing to patch but the bot itself.
FROM scratch
COPY --from=build /out/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/zoneinfo.zip /
COPY --from=build /out/bot /bot
ENV ZONEINFO=/zoneinfo.zip
USER 65532:65532
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 CMD ["/bot", "healthcheck"]
ENTRYPOINT ["/bot"]
