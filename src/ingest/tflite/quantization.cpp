#include "ingest/tflite/quantization.hpp"

#include <algorithm>
#include <cmath>

namespace kilograph::ingest::tflite {
namespace {

using domain::QuantizationScheme;

Result<void> check_counts(const schema::Quantization& quantization) {
  const std::uint32_t scales = length(quantization.scale());
  const std::uint32_t zero_points = length(quantization.zero_point());
  if (zero_points == scales || zero_points <= 1) return {};
  return fail(ErrorKind::bad_input, grouped(scales) + " scales stand against " + grouped(zero_points) + " zero points",
              {}, "as many of one as of the other, or at most one zero point");
}

Result<void> check_scales(Elements<float> scales) {
  for (std::size_t i = 0; i < scales.size(); ++i) {
    if (std::isfinite(scales[i]) && scales[i] >= 0) continue;
    return fail(ErrorKind::bad_input, "quantization scale " + std::to_string(i) + " is " + std::to_string(scales[i]),
                {}, "a finite number of 0 or more");
  }
  return {};
}

// The quantized dimension, checked. A vector has only one, so that it is known even where a file
// names another: a published person detector gives its biases the axis of the filters.
Result<std::int32_t> axis_of(std::int32_t axis, std::size_t scales, const domain::Shape& shape) {
  if (shape.size() == 1) axis = 0;
  if (axis < 0 || axis >= std::ssize(shape)) {
    return fail(ErrorKind::bad_input, "quantized dimension " + std::to_string(axis) + " does not exist", {},
                "a dimension of the shape " + domain::to_text(shape));
  }
  const std::int32_t dimension = shape[static_cast<std::size_t>(axis)];
  if (dimension == -1 || static_cast<std::size_t>(dimension) == scales) return axis;
  return fail(
      ErrorKind::bad_input,
      grouped(scales) + " scales along dimension " + std::to_string(axis) + " of the shape " + domain::to_text(shape),
      {}, std::to_string(dimension) + " scales, one an index of that dimension");
}

// Tensors that hold the scales of a block each; -1 is "none" for the zero points.
template <class Details>
Result<void> check_details(const Details& details, std::uint32_t tensor_count) {
  for (const std::int32_t tensor : {details.scales(), details.zero_points()}) {
    if (tensor >= -1 && tensor < static_cast<std::int64_t>(tensor_count)) continue;
    return fail(ErrorKind::bad_input, "the scales of its blocks are said to be in tensor " + std::to_string(tensor), {},
                "one of the subgraph's " + grouped(tensor_count) + " tensors");
  }
  return {};
}

domain::Quantization summary(Elements<float> scales, const std::vector<std::int64_t>& zero_points, std::int32_t axis) {
  domain::Quantization quantization;
  if (!scales.empty()) {
    const auto [smallest, largest] = std::minmax_element(scales.begin(), scales.end());
    quantization.scheme = scales.size() > 1 ? QuantizationScheme::per_axis : QuantizationScheme::per_tensor;
    quantization.axis = axis;
    quantization.count = static_cast<std::uint32_t>(scales.size());
    quantization.smallest_scale = *smallest;
    quantization.largest_scale = *largest;
  }
  const auto same = [&](std::int64_t zero_point) { return zero_point == zero_points.front(); };
  if (!zero_points.empty() && std::all_of(zero_points.begin(), zero_points.end(), same)) {
    quantization.zero_point = zero_points.front();
  }
  return quantization;
}

}  // namespace

Result<void> read_quantization(const ModelFile& file, const schema::Quantization* quantization,
                               std::uint32_t tensor_count, domain::Tensor& tensor) {
  if (!quantization) return {};
  const Elements<float> scales = elements(quantization->scale());
  KG_CHECK(check_counts(*quantization));
  KG_CHECK(check_scales(scales));
  std::int32_t axis = 0;
  if (scales.size() > 1) {
    axis = KG_TRY(axis_of(quantization->quantized_dimension(), scales.size(), tensor.spec.shape));
  }
  tensor.scales = KG_TRY(copied(file, quantization->scale()));
  tensor.zero_points = KG_TRY(copied(file, quantization->zero_point()));
  tensor.spec.quantization = summary(scales, tensor.zero_points, axis);
  if (quantization->details_type() == schema::QuantizationDetails::NONE) return {};
  if (const auto* blocks = quantization->details_as_BlockwiseQuantization()) {
    KG_CHECK(check_details(*blocks, tensor_count));
  }
  if (const auto* axes = quantization->details_as_MultiAxisQuantization()) {
    KG_CHECK(check_details(*axes, tensor_count));
  }
  tensor.spec.quantization.scheme = QuantizationScheme::other;
  return {};
}

}  // namespace kilograph::ingest::tflite
