/* What the C ABIs of the engine share: texts, statuses, errors.
 *
 * Pointers are marked (nullable) or must point to something. Memory that a function gives away
 * names its free function; everything else that a callback sees is the engine's and is gone after
 * the callback. No panic and no exception crosses these functions; a callback must not throw. */
#ifndef KILOGRAPH_ENGINE_STATUS_H
#define KILOGRAPH_ENGINE_STATUS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A view of bytes, UTF-8 unless said otherwise, not terminated. data may be null when size is 0. */
typedef struct KgText {
  const uint8_t* data;
  size_t size;
} KgText;

typedef enum KgStatus {
  KG_OK = 0,
  KG_USAGE = 1,       /* the call is wrong: no IRI where one must be, an unknown number of an enum */
  KG_BAD_INPUT = 2,   /* the bytes break their format's rules */
  KG_TOO_LARGE = 3,   /* beyond a stated limit of size, depth, count or memory */
  KG_UNSUPPORTED = 4, /* well-formed, but not done here */
  KG_NOT_FOUND = 5,   /* a JSON-LD context that was not given */
  KG_TIMEOUT = 6,     /* beyond the stated time */
  KG_INTERNAL = 7,    /* the engine failed */
  KG_STOPPED = 8      /* a callback asked to stop */
} KgStatus;

/* Freed by kg_error_free(). */
typedef struct KgError {
  KgStatus status;
  uint64_t line;   /* from 1; 0 where there is no place */
  uint64_t column; /* from 1, in characters */
  KgText message;
  KgText expected; /* may be empty */
  KgText advice;   /* may be empty */
} KgError;

void kg_error_free(KgError* error /* nullable */);

#ifdef __cplusplus
}
#endif

#endif
