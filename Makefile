# adrepl: two commands do everything: `make run` and `make test`.

PREFIX ?= /usr/local
SWIFT ?= swift

# The program is linked for a quick start: at a fixed address, so that no pointer has to be adjusted, and with the runtimes
# of Swift and, where its archive is at hand, of C++ inside, so that their symbols need not be looked up. That saves a third
# of the time to the first statement. CXX_RUNTIME stands in a folder in which the linker finds that archive and no shared
# library. The linker is the toolchain's own: others warn of mktemp, which FoundationEssentials calls in what the parser of
# arguments brings along and nothing here reaches.
#
# These flags are those of compiling, too, so all this stands in a folder of its own: neither `swift build` nor `make build`
# undoes what the other has built.
PROGRAM := .build/program
ifeq ($(shell uname),Linux)
STATIC := $(CURDIR)/$(PROGRAM)/static
LINKING := --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -no-pie -Xlinker --no-export-dynamic
ifneq ($(wildcard $(shell $(CC) -print-file-name=libstdc++.a)),)
LINKING += -Xswiftc -L$(STATIC) -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
CXX_RUNTIME := $(STATIC)/libstdc++.a
endif
endif
RELEASE := $(SWIFT) build --scratch-path $(PROGRAM) --configuration release --product adrepl $(LINKING)

.PHONY: run build test test-long fuzz accuracy lint bench bench-quick install uninstall deb dependencies clean help

run: build ## build a release and start it
	@exec "$$($(RELEASE) --show-bin-path)/adrepl" $(ARGS)

build: dependencies $(CXX_RUNTIME) ## build the release binary
	$(RELEASE)

$(STATIC)/libstdc++.a:
	@mkdir -p $(STATIC) && ln -sf "$$($(CC) -print-file-name=libstdc++.a)" $@

test: dependencies ## run all tests; prints what fails, and one closing line
	@SWIFT="$(SWIFT)" ./Scripts/test

test-long: dependencies ## random formulas by the ten thousand, keys by the thousand, 200 kills
	@SWIFT="$(SWIFT)" ADREPL_LONG=1 ./Scripts/test --filter 'ModeAgreementTests|MatrixAgreementTests|FormulaReferenceTests|SimplificationTests|SymbolicSizeTests|SoakTests|KeptSessionTests|CrashTests'

fuzz: dependencies ## random statements, commands and bytes for ten minutes; see Fuzzing/README.md
	$(SWIFT) run Fuzzer --seconds 200 --seed 2
	$(SWIFT) run --configuration release Fuzzer --seconds 400

accuracy: dependencies ## measure every function against 50 digits; writes Documentation/accuracy.md
	@mkdir -p Documentation
	@SWIFT="$(SWIFT)" ADREPL_ACCURACY="$(CURDIR)/Documentation/accuracy.md" ./Scripts/test --filter AccuracyTests

lint: dependencies ## check the format, the imports and that nothing warns
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Fuzzing Benchmarks/Package.swift Benchmarks/Sources
	@SWIFT="$(SWIFT)" ./Scripts/build --build-tests --explicit-target-dependency-import-check error

BENCH = $(SWIFT) build --package-path Benchmarks --configuration release && \
	$(SWIFT) run --package-path Benchmarks --configuration release Benchmarks --directory Benchmarks \
	--adrepl "$$($(RELEASE) --show-bin-path)/adrepl" --report Benchmarks/report.md

bench: build ## measure against C and peers (Benchmarks/setup-peers); writes Benchmarks/report.md
	$(BENCH)

bench-quick: build ## the same in a minute: smaller sizes, fewer rounds, only the fast peers
	$(BENCH) --quick

# What is installed, below PREFIX; the program writes its own manual and completions.
BINARY := bin/adrepl
MANUAL := share/man/man1/adrepl.1
COMPLETION_bash := share/bash-completion/completions/adrepl
COMPLETION_zsh := share/zsh/site-functions/_adrepl
COMPLETION_fish := share/fish/vendor_completions.d/adrepl.fish
SHELLS := bash zsh fish
INSTALLED := $(BINARY) $(MANUAL) $(foreach shell,$(SHELLS),$(COMPLETION_$(shell)))

# Symbols stay in .build, for perf and for who reads a crash; what is installed has none, and is a third as large.
STRIP ?= strip

install: build ## install binary, manual and shell completions; PREFIX=/usr/local by default
	install -d $(foreach file,$(INSTALLED),"$(DESTDIR)$(PREFIX)/$(dir $(file))")
	install -m 755 "$$($(RELEASE) --show-bin-path)/adrepl" "$(DESTDIR)$(PREFIX)/$(BINARY)"
	$(STRIP) "$(DESTDIR)$(PREFIX)/$(BINARY)"
	"$(DESTDIR)$(PREFIX)/$(BINARY)" --manual > "$(DESTDIR)$(PREFIX)/$(MANUAL)"
	$(foreach shell,$(SHELLS),"$(DESTDIR)$(PREFIX)/$(BINARY)" --generate-completion-script $(shell) \
	  > "$(DESTDIR)$(PREFIX)/$(COMPLETION_$(shell))" && ) true

deb: build ## make a Debian package, .build/deb/adrepl_….deb
	@./Scripts/make-deb "$$($(RELEASE) --show-bin-path)/adrepl" .build/deb

uninstall: ## remove what install put there
	rm -f $(foreach file,$(INSTALLED),"$(DESTDIR)$(PREFIX)/$(file)")

dependencies: ## install libedit's header where it is missing (Debian, Ubuntu)
	@./Scripts/install-libedit

clean: ## remove what was built
	$(SWIFT) package clean
	rm -rf $(PROGRAM) .build/deb

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
