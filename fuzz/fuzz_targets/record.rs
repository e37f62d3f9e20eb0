//! See `spro_tests::fuzzed::record`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| spro_tests::fuzzed::record(bytes));
