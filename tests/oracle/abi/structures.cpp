// Structures with the members that a runtime's own have, so that a compiler tells their sizes and
// alignments: ontology/runtimes/ holds what it tells (check.py compares). Members are named for what
// they hold; only their types and their order matter. Sources: the public headers of TensorFlow Lite
// Micro and, for names that end in _cmsis, its kernels for CMSIS-NN.
#include <stddef.h>
#include <stdint.h>

namespace {

using Pointer = void*;
enum Choice { first, second };        // as wide as the ABI makes an enumeration
enum class Byte : uint8_t { first };  // one byte everywhere

struct Base {
  virtual void one();
};
struct OtherBase {
  virtual void other();
};

struct arena_allocator : Base, OtherBase {
  Pointer buffer_head, buffer_tail, head, tail, temporary;
  intptr_t check_sum;
  int temporaries;
};
struct memory_planner : Base {
  int most_buffers, buffers;
  Pointer requirements, sizes_sorted, ids_sorted, by_offset;
  int next_free, first_entry;
  Pointer offsets;
  bool is_stale;
};
struct micro_allocator : Base {
  Pointer lasting, passing, options, planner;
  bool is_allocating;
  size_t requests;
  Pointer scratch_head;
  size_t most_head_bytes;
};
struct resource_variables {
  Pointer rows;
  int most, count;
};
struct resource_variable {
  Pointer container, name, buffer;
  size_t bytes;
  int8_t initial;
};
struct builtin_data_allocator : Base {
  Pointer allocator;
};
struct subgraph_allocations {
  Pointer nodes, tensors;
};
struct eval_tensor {
  Pointer data, dimensions;
  Choice type;
};
struct node_and_registration {
  Pointer inputs, outputs, intermediates, user_data, builtin_data, custom_data;
  int custom_bytes;
  Pointer registration;
};
struct scratch_handle {
  Pointer data;
};
struct pointer {
  Pointer value;
};
struct tensor {
  struct {
    Choice kind;
    Pointer details;
  } quantization;
  Pointer data, dimensions;
  size_t bytes;
  struct {
    float scale;
    int32_t zero_point;
  } parameters;
  Choice type, allocation;
  bool is_variable;
};
struct affine_quantization {
  Pointer scales, zero_points;
  int32_t axis;
};
struct int_array_head {
  int count;
};
struct scratch_request {
  size_t bytes;
  int node, subgraph;
};
struct allocation_info {
  size_t bytes;
  Pointer output;
  int created, last_used;
  int32_t offline_offset;
  bool needs_allocating;
};
// The planner's room for a buffer: sums of arrays, so that nothing is padded.
struct planned_buffer {
  int32_t requirement[4], size, id, entry[3], offset;
};

struct activation_options {
  Choice activation;
};
struct batch_product_options {
  bool left, right, asymmetric;
};
struct block_options {
  int block;
};
struct call_once_options {
  int subgraph;
};
struct cast_options {
  Choice from, to;
};
struct concatenation_options {
  int axis;
  Choice activation;
};
struct convolution_options {
  Choice padding;
  int stride_width, stride_height;
  Choice activation;
  int dilation_width, dilation_height;
  Choice bias_type;
};
struct cumulative_sum_options {
  bool exclusive, reverse;
};
struct depthwise_options {
  Choice padding;
  int stride_width, stride_height, multiplier;
  Choice activation;
  int dilation_width, dilation_height;
};
struct fully_connected_options {
  Choice activation, weights;
  bool keep_dimensions, asymmetric;
  Choice bias_type;
};
struct lstm_options {
  Choice activation;
  float cell_clip, projection_clip;
  bool time_major, asymmetric, diagonal;
};
struct mirror_options {
  Choice mode;
};
struct pool_options {
  Choice padding;
  int stride_width, stride_height, filter_width, filter_height;
  Choice activation;
  struct {
    int width, height, width_offset, height_offset;
  } computed;
};
struct reduction_options {
  bool keep_dimensions;
};
struct resize_options {
  bool align_corners, half_pixel_centers;
};
struct shape_options {
  int shape[8], dimensions;
};
struct slope_options {
  float slope;
};
struct split_options {
  int splits;
};
struct strided_slice_options {
  int begin, end, ellipsis, new_axis, shrink;
  bool offset;
};
struct sum_options {
  Choice activation;
  bool scaled;
};
struct svdf_options {
  int rank;
  Choice activation;
  bool asymmetric;
};
struct transposed_convolution_options {
  Choice padding;
  int stride_width, stride_height;
  Choice activation, bias_type;
};
struct two_number_options {
  int one, other;
};
struct type_options {
  Choice type;
};
struct variable_options {
  Pointer container, name;
};

struct Padding {
  int width, height, width_offset, height_offset;
};
// Numbers that fixed-point arithmetic over two inputs needs.
struct Arithmetic {
  Byte category;
  int32_t offsets[3], multiplier, shift, left_shift, multiplier1, shift1, multiplier2, shift2, least, most;
  int64_t least64, most64;
  float least_float, most_float;
  int broadcast_shape[5];
};
struct FullyConnectedNumbers {
  int32_t offsets[3], multiplier;
  int shift;
  int32_t least, most;
  float least_float, most_float;
  bool left_kept, right_kept;
  Byte weights;
};
struct ConvolutionNumbers {
  Byte padding;
  int16_t padding_values[4], stride[2], dilation[2];
  int32_t offsets[3], multiplier;
  int shift;
  int32_t least, most;
  float least_float, most_float;
};

struct add_data {
  bool broadcasts;
  int shifts[2];
  int32_t least, most, multipliers[3];
  int shift, left_shift;
  int32_t offsets[3];
  float least_float, most_float;
};
struct batch_product_data {
  Pointer quantization, left, right;
  bool right_is_constant;
};
struct branch_data {
  int one, other;
};
struct call_once_data {
  int subgraph;
  bool has_run;
};
struct circular_buffer_data {
  int cycles_left, cycles;
};
struct delay_data {
  int32_t frame, length, outer;
  Pointer memories, rings;
};
struct detection_data {
  int counts[3];
  float thresholds[2];
  int classes;
  bool is_regular;
  float scales[4];
  int scratch[11];
  struct {
    float scale;
    int32_t zero_point;
  } parameters[3];
};
struct energy_data {
  int32_t end, begin;
};
struct filter_bank_data {
  int32_t channels;
  Pointer tables[5];
  int32_t scale, correction_bits;
  Pointer sums;
};
struct filter_bank_log_data {
  int correction_bits, scale;
};
struct forward_transform_data {
  int32_t length, input_size, input_length, output_length;
  Choice type;
  Pointer work;
  int scratch;
  Pointer state;
};
struct framer_data {
  int32_t size, step, outer, frames;
  bool fills;
  Pointer memories, rings;
};
struct inverse_transform_data {
  int32_t length, input_size, input_length, output_length;
  Choice type;
  Pointer state;
};
struct overlap_add_data {
  int32_t size, step, outer, frames;
  Choice type;
  Pointer sums;
};
struct pcan_data {
  int shift;
};
struct spectral_subtraction_data {
  int32_t channels;
  uint32_t numbers[7];
  bool clamps;
  Pointer estimate;
  size_t estimate_bytes;
};
struct stacker_data {
  int32_t channels, left, right, step;
  size_t buffer, step_size;
  bool has_first;
  Pointer memory, ring;
};
struct window_data {
  int32_t shift, size;
};
struct comparison_data {
  int32_t numbers[8];
};
struct concatenation_data {
  int8_t axis;
  Pointer zero_points, scales;
  uint16_t count;
  int32_t zero_point;
  float scale;
};
struct convolution_data {
  Padding padding;
  int32_t zero_points[3], multiplier;
  int shift;
  Pointer multipliers, shifts;
  int32_t least, most;
  int unpacked;
};
struct convolution_data_buffer {
  convolution_data plain;
  int buffer;
};
struct curve_data {
  int32_t zero_point, radius, multiplier;
  int shift;
};
struct divide_data {
  int32_t numbers[7];
};
struct elementwise_data {
  int32_t multiplier, shift;
  int input_offset, output_offset;
  bool rescales;
  Choice quantization, type;
};
struct fully_connected_data {
  int32_t multiplier;
  int shift;
  int32_t least, most;
  int quantized_input;
  int32_t zero_points[3];
  int unpacked;
  Pointer multipliers, shifts;
  bool per_channel;
};
struct fully_connected_data_cmsis {
  fully_connected_data plain;
  int buffer;
  int32_t batches, depth, width, outputs;
  int32_t bias_size, kernel_sums;
};
struct hard_swish_data {
  int16_t zero_points[2], multiplier;
  int exponent;
  int16_t output_multiplier;
  int output_exponent;
};
struct l2_normalization_data {
  float epsilon;
};
struct leaky_relu_data {
  int32_t numbers[6];
};
struct lstm_data {
  bool time_major;
  int sizes[4];
  float cell_clip;
  int16_t quantized_clip;
  int32_t power;
  Choice activation;
  FullyConnectedNumbers gates[8];
  Arithmetic between[3];
  int buffers[4];
};
struct lstm_data_cmsis {
  lstm_data plain;
  int32_t numbers[15];
  struct {
    int32_t multipliers[4];
    Pointer weights[5];
    Choice activation;
  } gates[4];
};
struct mirror_data {
  int numbers[5];
};
struct multiply_data {
  int32_t numbers[7];
  float least_float, most_float;
};
struct pad_data {
  int8_t left_count;
  int32_t left[5];
  int8_t right_count;
  int32_t right[5];
  Byte category;
  int32_t zero_point;
};
struct pool_data {
  Padding padding;
  int32_t least, most;
  float least_float, most_float;
};
struct pool_data_cmsis {
  pool_data plain;
  int buffer;
};
struct prelu_data {
  int32_t numbers[7];
};
struct reduction_data {
  int32_t numbers[9];
  float scales[2];
};
struct relu6_data {
  int32_t six, zero;
};
struct relu_data {
  int32_t numbers[7];
};
struct requantize_data {
  struct {
    double scale;
    int32_t zero_point;
  } parameters;
  int32_t multiplier;
  int shift;
  int32_t zero_point;
};
struct select_data {
  bool broadcasts;
};
struct softmax_data {
  double beta;
  int32_t numbers[6];
  float scale;
  Pointer tables[5];
};
struct softmax_data_cmsis {
  softmax_data plain;
  int rows, row_bytes;
};
struct space_to_batch_data {
  int32_t padding;
};
struct squared_difference_data {
  bool broadcasts;
  Arithmetic numbers;
};
struct strided_slice_data {
  int8_t begin_count;
  int32_t begin[5];
  int8_t end_count;
  int32_t end[5];
  int8_t stride_count;
  int32_t stride[5];
  uint16_t masks[5];
  bool offset;
};
struct subtract_data {
  bool broadcasts;
  int32_t numbers[12];
};
struct svdf_data {
  int32_t numbers[9];
};
struct svdf_data_cmsis {
  svdf_data plain;
  Pointer sums;
};
struct table_data {
  int8_t values[256];
};
struct transposed_convolution_data {
  ConvolutionNumbers numbers;
  int buffers[2];
  Pointer multipliers, shifts;
};
struct transposed_convolution_data_buffer {
  transposed_convolution_data plain;
  int reversed;
};
struct variable_data {
  int32_t id;
};

}  // namespace

// A structure's size and alignment, as the lengths of two arrays. check.py adds a line a structure.
#define TELL(name)                                      \
  extern "C" const char size_of_##name[sizeof(name)];   \
  extern "C" const char align_of_##name[alignof(name)]; \
  const char size_of_##name[sizeof(name)] = {};         \
  const char align_of_##name[alignof(name)] = {};
