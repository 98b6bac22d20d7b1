# All commands for people and for CI. `make` alone lists them.
# Flags are in CMakePresets.json, packages in tools/packages.

PORT ?= 8080
# How long make soak runs, and make fuzz each target.
SECONDS ?= 60
# Where make install puts the program.
PREFIX ?= /usr/local
# What installs the packages of a group. Elsewhere than on Debian and Ubuntu, once they are there: make INSTALL=true ...
INSTALL ?= tools/install-packages

# Ninja uses all cores by itself, CTest is told to, and apt must run alone.
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help run build test test-engines test-hosts test-deploy gallery gallery-compare test-sanitize fuzz soak coverage lint lint-changes lint-texts bench install dist format clean \
  packages-build packages-test packages-engines packages-gallery packages-hosts packages-fuzz packages-coverage packages-lint packages-bench packages-dist

help: ## print this
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while read -r name text; do printf 'make %-15s%s\n' "$$name" "$$text"; done

run: build ## build, then serve the bundled news at http://127.0.0.1:8080/ (another port: make run PORT=9000)
	@exec build/latest-news serve --listen 127.0.0.1:$(PORT)

build: build/build.ninja ## build the program, build/latest-news
	@cmake --build build --target latest-news

test: build/build.ninja node_modules/.package-lock.json tests/hosts/node_modules/.package-lock.json ## build, then run every test, in the browser too
	@cmake --build build
	@ctest --preset release --parallel "$$(nproc)"
	@command -v nginx >/dev/null && command -v haproxy >/dev/null && command -v caddy >/dev/null || tools/unpack-packages build/partners test-peers
	@npm test
	@$(MAKE) --no-print-directory test-engines

test-engines: build node_modules/.package-lock.json packages-engines ## try every way to show the news in Firefox and WebKit, too
	@npm run test-engines

test-hosts: build node_modules/.package-lock.json tests/hosts/generators/node_modules/.package-lock.json packages-hosts ## try the list on WordPress, MediaWiki, DokuWiki and site generators
	@tools/unpack-packages build/hosts hosts-peers
	@node tests/run.mjs tests/hosts/systems/*.test.mjs tests/hosts/generators/*.test.mjs

test-deploy: build packages-test ## try three replicas behind HAProxy, nginx and Varnish, with the configurations of deploy/: make test-deploy SECONDS=60
	@tools/unpack-packages build/deploy deploy-peers
	@SECONDS=$(SECONDS) node tests/run.mjs tests/deploy/*.test.mjs

gallery: build node_modules/.package-lock.json packages-test packages-gallery ## write screenshots of every layout, theme and language to build/gallery; the gallery before goes to build/gallery-before
	@rm -rf build/gallery-before; [ ! -d build/gallery ] || mv build/gallery build/gallery-before
	@node tests/gallery/main.mjs build/gallery

gallery-compare: node_modules/.package-lock.json ## show what differs between the last two galleries
	@rm -rf build/gallery-differences
	@node tests/gallery/compare.mjs build/gallery-before build/gallery build/gallery-differences

test-sanitize: build/sanitize/build.ninja build/thread/build.ninja ## run the C++ tests under the sanitizers
	@cmake --build --preset sanitize
	@ctest --preset sanitize --parallel "$$(nproc)"
	@cmake --build --preset thread
	@ctest --preset thread --parallel "$$(nproc)"

fuzz: build/fuzz/build.ninja ## run each fuzz target for a minute (longer: make fuzz SECONDS=1200)
	@cmake --build --preset fuzz
	@tests/fuzz/run $(SECONDS)

soak: build packages-test ## keep the program under good requests, floods, broken files and swaps: make soak SECONDS=600
	@timeout --kill-after=5 $$(($(SECONDS) + 120)) node tests/soak/main.mjs $(SECONDS)

coverage: build/coverage/build.ninja ## print the share of lines that the C++ tests cover, for each room
	@cmake --build --preset coverage
	@tools/coverage

# The first step compiles the files of a room together, so that headers are read once. The analyzer takes each file alone.
lint: build/build.ninja build/lint/build.ninja lint-texts ## check includes, scripts, JavaScript and format, compile with clang, run clang-tidy; any warning is an error
	@cmake --build --preset lint --target all bench-programs -- -k 0
	@git ls-files 'src/*.cpp' | tools/tidy --checks='-*,clang-analyzer-*,-clang-analyzer-optin.core.EnumCastOutOfRange'

lint-changes: build lint-texts ## the same, with clang-tidy only for the twelve files that changed last
	@tools/newest-files 12 '*.cpp' | tools/tidy

lint-texts: node_modules/.package-lock.json packages-lint
	@tools/check-includes
	@npx eslint --config tools/eslint.config.mjs widget/scripts tests
	@git ls-files | xargs grep -lE '^#!/(usr/bin/env bash|bin/bash)' | xargs shellcheck
	@find src tests deploy -name '*.h' -o -name '*.cpp' | xargs clang-format-19 --dry-run -Werror

bench: build/build.ninja node_modules/.package-lock.json packages-bench ## measure beside other servers, in ten minutes: writes BENCHMARKS.md (some parts: SECTIONS="idle start")
	@tests/bench/run $(SECTIONS)

install: build ## install the program, its manual pages, completions and units: make install DESTDIR=/tmp/root PREFIX=/usr
	@cmake --build build --target manual
	@cmake --install build --prefix $(PREFIX)

dist: packages-build packages-dist ## make the release in build/dist/: one program that needs the C library alone, .tar.gz and .deb
	@deploy/dist/make-release

format: packages-lint ## format the C++ code
	@find src tests deploy -name '*.h' -o -name '*.cpp' | xargs clang-format-19 -i

clean: ## remove all that make has made
	rm -rf build node_modules tests/hosts/node_modules tests/hosts/generators/node_modules

packages-build packages-test packages-engines packages-gallery packages-hosts packages-fuzz packages-coverage packages-lint packages-bench packages-dist: packages-%:
	@$(INSTALL) $*

# Ninja notices a change of CMakeLists.txt by itself, but not of the presets.
build/build.ninja: CMakePresets.json | packages-build
	@cmake --log-level=NOTICE --preset release
	@touch $@

build/sanitize/build.ninja build/thread/build.ninja: build/%/build.ninja: CMakePresets.json | packages-build
	@cmake --log-level=NOTICE --preset $*
	@touch $@

build/coverage/build.ninja: CMakePresets.json | packages-build packages-coverage
	@cmake --log-level=NOTICE --preset coverage

build/fuzz/build.ninja: CMakePresets.json | packages-build packages-fuzz
	@cmake --log-level=NOTICE --preset fuzz
	@touch $@

# Ninja does not notice a change of .clang-tidy.
build/lint/build.ninja: CMakePresets.json .clang-tidy | packages-build packages-lint
	@cmake --log-level=NOTICE --preset lint
	@cmake --build --preset lint --target clean
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | packages-test
	@npm ci --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

tests/hosts/node_modules/.package-lock.json: tests/hosts/package.json tests/hosts/package-lock.json | packages-test
	@cd tests/hosts && npm ci --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

tests/hosts/generators/node_modules/.package-lock.json: tests/hosts/generators/package.json tests/hosts/generators/package-lock.json | packages-test
	@cd tests/hosts/generators && npm ci --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@
