//! Nothing: this package names a dependency whose sources are read.
