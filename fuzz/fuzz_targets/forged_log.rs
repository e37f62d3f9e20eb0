//! See `spro_tests::fuzzed::forged_log`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| spro_tests::fuzzed::forged_log(bytes));
