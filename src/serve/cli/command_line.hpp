// The command line: arguments in, text or JSON out, an exit code back. No logic of its own.
#pragma once

namespace kilograph::serve::cli {

int run(int argc, char** argv);

}  // namespace kilograph::serve::cli
