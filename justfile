# Shorthands; `.ci/run` is what decides.

# Lists the recipes.
default:
    @just --list

# All tests.
test:
    cargo test --workspace

# Format and lints, as strict as .ci/run.
lint:
    cargo fmt --all --check
    cargo clippy --workspace --exclude spro-benches --all-targets --all-features -- -D warnings
    cargo clippy -p spro-core --all-targets --no-default-features -- -D warnings

# The API's pages, warnings denied.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --exclude spro-benches --no-deps --all-features

# Everything a change must pass.
ci:
    CI=1 .ci/run

# The demonstration year, on a temporary ledger.
demo:
    cargo run --release -- demo

# One fuzz target (`cargo fuzz list`) for so many seconds; what it finds lies in fuzz/artifacts.
fuzz target seconds="300":
    mkdir -p fuzz/corpus/{{target}}
    cargo fuzz run -s none {{target}} fuzz/corpus/{{target}} fuzz/seeds/{{target}} -- -max_total_time={{seconds}} -timeout=20
