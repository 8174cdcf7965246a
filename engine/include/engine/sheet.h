/* XLSX workbooks in. Conventions: status.h. */
#ifndef KILOGRAPH_ENGINE_SHEET_H
#define KILOGRAPH_ENGINE_SHEET_H

#include "engine/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct KgSheetLimits {
  uint64_t file_bytes;
  uint64_t unpacked_bytes; /* of all parts together */
  uint64_t cells;          /* of one sheet's rectangle from A1 on */
} KgSheetLimits;

/* Each returns 0 to go on; anything else stops the reading with KG_STOPPED. */
typedef struct KgSheetSink {
  void* user; /* (nullable) */
  int (*sheet)(void* user, KgText name, size_t rows, size_t columns);
  int (*row)(void* user, const KgText* cells, size_t count); /* `count` is always `columns` */
} KgSheetSink;

KgStatus kg_sheet_read(KgText bytes, const KgSheetLimits* limits, const KgSheetSink* sink,
                       KgError** error /* nullable */);

#ifdef __cplusplus
}
#endif

#endif
