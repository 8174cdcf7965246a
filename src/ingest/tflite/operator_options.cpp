#include "ingest/tflite/operator_options.hpp"

namespace kilograph::ingest::tflite {
namespace {

using domain::Activation;
using domain::OperatorOptions;

Result<domain::Padding> padding_of(std::int8_t code) {
  if (code == 0) return domain::Padding::same;
  if (code == 1) return domain::Padding::valid;
  return fail(ErrorKind::bad_input, "its padding has the code " + std::to_string(code), {}, "0 (same) or 1 (valid)");
}

// The schema's codes 0 to 5 are the first six activations, in this order.
Result<Activation> activation_of(std::int8_t code) {
  if (code >= 0 && code <= static_cast<std::int8_t>(Activation::sign_bit)) return static_cast<Activation>(code);
  return fail(ErrorKind::bad_input, "its fused activation has the code " + std::to_string(code), {}, "0 to 5");
}

Result<void> add_call(const ModelFile& file, std::int32_t subgraph, OperatorOptions& options) {
  if (subgraph < 0 || subgraph >= static_cast<std::int64_t>(length(file.root.subgraphs()))) {
    return fail(ErrorKind::bad_input, "it calls subgraph " + std::to_string(subgraph), {},
                "one of the file's " + grouped(length(file.root.subgraphs())) + " subgraphs, counted from 0");
  }
  KG_CHECK(file.budget.take(2, sizeof(std::int32_t)));
  options.called_subgraphs.push_back(subgraph);
  return {};
}

Result<void> add_calls(const ModelFile& file, Elements<std::int32_t> subgraphs, OperatorOptions& options) {
  for (const std::int32_t subgraph : subgraphs) KG_CHECK(add_call(file, subgraph, options));
  return {};
}

// Which fields a table has is known to the compiler, so that one function reads them all.
template <class Table>
Result<void> read_geometry(const Table& table, OperatorOptions& options) {
  if constexpr (requires { table.stride_h(); }) {
    options.stride_height = table.stride_h();
    options.stride_width = table.stride_w();
    options.padding = KG_TRY(padding_of(table.padding()));
  }
  if constexpr (requires { table.dilation_h(); }) {
    options.dilation_height = table.dilation_h();
    options.dilation_width = table.dilation_w();
  }
  if constexpr (requires { table.filter_h(); }) {
    options.filter_height = table.filter_h();
    options.filter_width = table.filter_w();
  }
  if constexpr (requires { table.rank(); }) options.filter_rank = table.rank();
  if constexpr (requires { table.depth_multiplier(); }) options.depth_multiplier = table.depth_multiplier();
  return {};
}

template <class Table>
Result<void> read_calls(const ModelFile& file, const Table& table, OperatorOptions& options) {
  if constexpr (requires { table.subgraph(); }) KG_CHECK(add_call(file, table.subgraph(), options));
  if constexpr (requires { table.body(); }) KG_CHECK(add_call(file, table.body(), options));
  if constexpr (requires { table.comparator(); }) KG_CHECK(add_call(file, table.comparator(), options));
  if constexpr (requires { table.decomposition(); }) KG_CHECK(add_call(file, table.decomposition(), options));
  if constexpr (requires { table.second(); }) {
    KG_CHECK(add_call(file, table.first(), options));
    KG_CHECK(add_call(file, table.second(), options));
  }
  if constexpr (requires { table.branches(); }) KG_CHECK(add_calls(file, elements(table.branches()), options));
  if constexpr (requires { table.called_computations(); }) {
    KG_CHECK(add_calls(file, elements(table.called_computations()), options));
  }
  return {};
}

Result<void> read_resource(const ModelFile& file, const schema::VarHandleOptions& table, OperatorOptions& options) {
  const std::string container = KG_TRY(text(file, table.container()));
  options.resource = container + "/" + KG_TRY(text(file, table.shared_name()));
  return file.budget.take_text(options.resource.size());
}

template <class Table>
Result<void> read_table(const ModelFile& file, const void* pointer, OperatorOptions& options) {
  const Table& table = *static_cast<const Table*>(pointer);
  KG_CHECK(read_geometry(table, options));
  KG_CHECK(read_calls(file, table, options));
  if constexpr (requires { table.shared_name(); }) KG_CHECK(read_resource(file, table, options));
  if constexpr (requires { table.activation(); }) options.activation = KG_TRY(activation_of(table.activation()));
  if constexpr (requires { table.adj_x(); }) {
    options.adjoint_left = table.adj_x();
    options.adjoint_right = table.adj_y();
  }
  if constexpr (requires { table.shrink_axis_mask(); }) {
    options.masks = {table.begin_mask(), table.end_mask(), table.ellipsis_mask(), table.new_axis_mask(),
                     table.shrink_axis_mask()};
  }
  if constexpr (requires { table.axis(); }) options.axis = table.axis();
  if constexpr (requires { table.weights_format(); }) options.weights_format = table.weights_format();
  if constexpr (requires { table.time_major(); }) options.is_time_major = table.time_major();
  if constexpr (requires { table.keep_dims(); }) options.keep_dimensions = table.keep_dims();
  if constexpr (requires { table.keep_num_dims(); }) options.keep_dimensions = table.keep_num_dims();
  return {};
}

using TableReader = Result<void> (*)(const ModelFile&, const void*, OperatorOptions&);

TableReader reader_of(schema::BuiltinOptions type) {
  using enum schema::BuiltinOptions;
  switch (type) {
    case Conv2D: return read_table<schema::Conv2DOptions>;
    case Conv3D: return read_table<schema::Conv3DOptions>;
    case DepthwiseConv2D: return read_table<schema::DepthwiseConv2DOptions>;
    case TransposeConv: return read_table<schema::TransposeConvOptions>;
    case Pool2D: return read_table<schema::Pool2DOptions>;
    case FullyConnected: return read_table<schema::FullyConnectedOptions>;
    case Concatenation: return read_table<schema::ConcatenationOptions>;
    case Svdf: return read_table<schema::SvdfOptions>;
    case Reducer: return read_table<schema::ReducerOptions>;
    case Gather:
    case OneHot: return read_table<schema::AxisFirstOptions>;
    case Pack:
    case Unpack: return read_table<schema::AxisSecondOptions>;
    case Rnn:
    case Add:
    case Sub:
    case Mul:
    case Div:
    case L2Norm:
    case Lstm:
    case BidirectionalSequenceLstm: return read_table<schema::ActivationFirstOptions>;
    case UnidirectionalSequenceLstm: return read_table<schema::SequenceLstmOptions>;
    case SequenceRnn:
    case BidirectionalSequenceRnn: return read_table<schema::ActivationSecondOptions>;
    case Call:
    case CallOnce: return read_table<schema::CallOptions>;
    case If:
    case While: return read_table<schema::BranchOptions>;
    case BatchMatMul: return read_table<schema::BatchMatMulOptions>;
    case VarHandle: return read_table<schema::VarHandleOptions>;
    case StridedSlice: return read_table<schema::StridedSliceOptions>;
    case NONE: break;
  }
  return nullptr;
}

TableReader reader_of(schema::BuiltinOptions2 type) {
  using enum schema::BuiltinOptions2;
  switch (type) {
    case Reduce: return read_table<schema::ReduceOptions>;
    case ReduceWindow: return read_table<schema::ReduceWindowOptions>;
    case Scatter: return read_table<schema::ScatterOptions>;
    case Sort: return read_table<schema::SortOptions>;
    case Composite: return read_table<schema::CompositeOptions>;
    case Case: return read_table<schema::CaseOptions>;
    case CustomCall: return read_table<schema::CustomCallOptions>;
    case StablehloWhile: return read_table<schema::BranchOptions>;
    case NONE: break;
  }
  return nullptr;
}

}  // namespace

Result<OperatorOptions> read_options(const ModelFile& file, const schema::Operator& op) {
  OperatorOptions options;
  options.are_missing = !op.options() && !op.options_2();
  const TableReader reader = reader_of(op.options_type());
  if (reader && op.options()) KG_CHECK(reader(file, op.options(), options));
  const TableReader reader_2 = reader_of(op.options_2_type());
  if (reader_2 && op.options_2()) KG_CHECK(reader_2(file, op.options_2(), options));
  return options;
}

}  // namespace kilograph::ingest::tflite
