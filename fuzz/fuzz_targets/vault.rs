//! See `spro_tests::fuzzed::vault`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| spro_tests::fuzzed::vault(bytes));
