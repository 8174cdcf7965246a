// The catalogue on the network, by the surface that can.
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {

Result<Answer> serve(const Call& call, Desk& desk) {
  if (!desk.serve) return fail(ErrorKind::usage, "`serve` is a verb of the command line alone");
  const std::filesystem::path folder = KG_TRY(catalogue_folder(desk));
  KG_CHECK(knowledge::Catalogue::open(folder, knowledge::Catalogue::Access::read));
  KG_CHECK(desk.serve({folder, call.has("listen") ? call.text("listen") : "127.0.0.1:8080"}));
  return ReferenceAnswer{};  // what there was to say was said when it was ready
}

}  // namespace kilograph::reply
