#include "serve/cli/command_line.hpp"

int main(int argc, char** argv) { return kilograph::serve::cli::run(argc, argv); }
