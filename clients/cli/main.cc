// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/command_line.h"

int main(int count, char** arguments) { return fika::cli::run(count, arguments); }
