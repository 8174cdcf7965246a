#include "reply/standpoint.hpp"

namespace kilograph::reply {
namespace {

template <class T>
Result<std::optional<T>> where_there(Result<T> found) {
  if (found) return std::optional(*std::move(found));
  if (found.error().kind == ErrorKind::not_found) return std::nullopt;
  return fail(std::move(found).error());
}

}  // namespace

Result<std::vector<domain::ModelEntity>> Standpoint::models() const {
  return change_ ? catalogue_.models_after(*change_) : catalogue_.models();
}

Result<std::vector<domain::DeviceEntity>> Standpoint::devices() const {
  return change_ ? catalogue_.devices_after(*change_) : catalogue_.devices();
}

Result<std::optional<domain::ModelEntity>> Standpoint::model(std::string_view id) const {
  return change_ ? catalogue_.model_after(*change_, id) : where_there(catalogue_.model(id));
}

Result<std::optional<domain::DeviceEntity>> Standpoint::device(std::string_view id) const {
  return change_ ? catalogue_.device_after(*change_, id) : where_there(catalogue_.device(id));
}

}  // namespace kilograph::reply
