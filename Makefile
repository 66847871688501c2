# The two commands that matter: `make run` serves the whole product, `make test` proves it.
# Everything else is for those who work on it. Each target is a script in scripts/, readable on its own.

.PHONY: help run test build dev e2e flows audit check fmt lint sheet film compare soak bench defects mutants
.DEFAULT_GOAL := help

help: ## Say what each command does
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: ## Install what is missing, build what changed, serve on 127.0.0.1:3000
	@scripts/run

test: ## Run every test: rules, stores, engine, app, house checks, browser
	@scripts/test

build: ## Build the server and everything it serves
	@scripts/build all

dev: ## Serve, and rebuild and restart on every change
	@scripts/dev

e2e: ## Run the browser tests alone; ARGS="-g download" passes words on to Playwright
	@scripts/e2e $(ARGS)

flows: ## Draw every state of every flow into one sheet, with what changed; APPROVE=1 approves it
	@scripts/flows

audit: ## Have Lighthouse look at the pages and a player at every animation, and look for the Lab in a build without it; slow
	@scripts/audit $(ARGS)

check: ## Run the house checks alone
	@scripts/check

fmt: ## Format the Rust code
	@cargo fmt --all

lint: ## Formatting, clippy for the server and for the browser, house checks; no warning allowed
	@scripts/lint

sheet: ## Draw contact sheets of the animations and a reel, to look at; SLUG=first-mist for one
	@scripts/sheet $(SLUG)

film: ## Measure the engine: speed, cores, memory, and how close the files come to the frames; SLUG=first-mist for one
	@scripts/film $(SLUG)

compare: ## Make the same videos with our engine and with Remotion, and print the ratios; ARGS="title 5 720" for one row
	@scripts/compare $(ARGS)

soak: ## Run 200 orders at once, and the wallets' property tests with very many cases; CASES=20000
	@scripts/soak $(CASES)

bench: ## Measure the wallets' stores: ratios taken in one run, best on an idle machine
	@scripts/bench

defects: ## Put known defects of ledgers into a copy, one by one; the tests have to catch each
	@scripts/defects $(ARGS)

mutants: ## Let cargo-mutants change the wallets' code line by line; the tests have to notice (hours)
	@scripts/mutants $(ARGS)
