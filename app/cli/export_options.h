#pragma once

#include "app/cli/arguments.h"
#include "io/export_formats.h"

namespace ropetp::cli {

/// What `export` and `convert` know alike.
extern const char* const kExportOptionsHelp;
extern const std::set<std::string> kExportFlags, kExportValues;

/// InvalidInput naming the option. `--range` is left to who knows the count of rows.
Result<io::ExportOptions> exportOptions(const Arguments& arguments);

/// The report as text or JSON on stdout; the exit code.
int showReport(const std::string& file, const io::ExportReport& report, bool json);

}  // namespace ropetp::cli
