// Custom operators that the runtime brings: detection, rings, signal processing, decoding.
#include <flatbuffers/flexbuffers.h>

#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

using enum TensorType;
using Tensors = std::vector<std::int32_t>;

struct Entry {
  const char* name;
  std::int32_t value;
};
using Entries = std::vector<Entry>;

Bytes map_of(const Entries& numbers, const std::vector<const char*>& fractions = {}, const char* flag = nullptr) {
  flexbuffers::Builder builder;
  builder.Map([&] {
    for (const Entry& entry : numbers) builder.Int(entry.name, entry.value);
    for (const char* name : fractions) builder.Float(name, 0.5F);
    if (flag) builder.Bool(flag, true);
  });
  builder.Finish();
  return builder.GetBuffer();
}

void add(Graph& graph, const Form& form, const Tensors& inputs, const Tensors& outputs, Bytes options = {}) {
  graph.add(form.op, inputs, outputs).custom_options = std::move(options);
}

std::int32_t type_code(const Form& form) { return static_cast<std::int32_t>(form.type); }

void circular_buffer(Graph& graph, const Form& form) {
  RandomSource& random = graph.random();
  const Shape slot{1, 1, random.between(1, 3), random.between(1, 6)};
  const std::int32_t input = graph.activation(form.type, slot);
  Tensors outputs{graph.made_like(input, {1, random.between(1, 6), slot[2], slot[3]})};
  if (form.detail == "valid") outputs.push_back(graph.made(boolean, {1}));
  add(graph, form, {input}, outputs, random.chance(70) ? map_of({{"cycles_max", random.between(1, 3)}}) : Bytes());
}

void detection(Graph& graph, const Form& form) {
  RandomSource& random = graph.random();
  const std::int32_t boxes = random.between(1, 30), classes = random.between(1, 5), most = random.between(1, 12);
  const Tensors inputs{graph.activation(form.type, {1, boxes, 4}), graph.activation(form.type, {1, boxes, classes + 1}),
                       graph.constant(form.type, {boxes, 4})};
  const Tensors outputs{graph.made(form.type, {1, most, 4}), graph.made(form.type, {1, most}),
                        graph.made(form.type, {1, most}), graph.made(form.type, {1})};
  Entries numbers{{"max_detections", most}, {"max_classes_per_detection", 1}, {"num_classes", classes}};
  if (random.chance(50)) numbers.push_back({"detections_per_class", random.between(1, 100)});
  const std::vector<const char*> fractions{
      "nms_score_threshold", "nms_iou_threshold", "y_scale", "x_scale", "h_scale", "w_scale"};
  add(graph, form, inputs, outputs, map_of(numbers, fractions, random.chance(50) ? "use_regular_nms" : nullptr));
}

void delay(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 3));
  const std::int32_t input = graph.activation(form.type, shape);
  add(graph, form, {input}, {graph.made_like(input, shape)},
      map_of({{"delay_length", graph.random().between(0, 200)}}));
}

void energy(Graph& graph, const Form& form) {
  const std::int32_t bins = graph.random().between(1, 40);
  add(graph, form, {graph.activation(form.type, {2 * bins})}, {graph.made(uint32, {bins})},
      map_of({{"end_index", bins}, {"start_index", 0}}));
}

void fft_auto_scale(Graph& graph, const Form& form) {
  const std::int32_t length = graph.random().between(1, 40);
  add(graph, form, {graph.activation(form.type, {length})}, {graph.made(form.type, {length}), graph.made(int32, {})});
}

void filter_bank(Graph& graph, const Form& form) {
  RandomSource& random = graph.random();
  const std::int32_t channels = random.between(1, 20), weights = random.between(1, 30);
  Tensors inputs{graph.activation(form.type, {random.between(1, 40)})};
  for (int i = 0; i < 2; ++i) inputs.push_back(graph.constant(int16, {weights}));
  for (int i = 0; i < 3; ++i) inputs.push_back(graph.constant(int16, {channels + 1}));
  add(graph, form, inputs, {graph.made(uint64, {channels})}, map_of({{"num_channels", channels}}));
}

void filter_bank_log(Graph& graph, const Form& form) {
  const std::int32_t channels = graph.random().between(1, 40);
  add(graph, form, {graph.activation(form.type, {channels})}, {graph.made(int16, {channels})},
      map_of({{"input_correction_bits", 3}, {"output_scale", 1600}}));
}

void spectral_subtraction(Graph& graph, const Form& form) {
  const std::int32_t channels = graph.random().between(1, 40);
  add(graph, form, {graph.activation(form.type, {channels})},
      {graph.made(form.type, {channels}), graph.made(form.type, {channels})},
      map_of({{"alternate_one_minus_smoothing", 16384},
              {"alternate_smoothing", 1},
              {"min_signal_remaining", 819},
              {"num_channels", channels},
              {"one_minus_smoothing", 15975},
              {"smoothing", 409},
              {"smoothing_bits", 10},
              {"spectral_subtraction_bits", 14}},
             {}, "clamping"));
}

void square_root(Graph& graph, const Form& form) {
  const std::int32_t channels = graph.random().between(1, 40);
  add(graph, form, {graph.activation(form.type, {channels}), graph.input(int32, {})}, {graph.made(uint32, {channels})});
}

void framer(Graph& graph, const Form& form) {
  RandomSource& random = graph.random();
  const std::int32_t step = random.between(1, 20), size = step + random.between(0, 30), frames = random.between(1, 3);
  Shape shape{frames * step}, framed{frames, size};
  if (random.chance(50)) {
    const std::int32_t outer = random.between(1, 4);
    shape.insert(shape.begin(), outer);
    framed.insert(framed.begin(), outer);
  }
  add(graph, form, {graph.activation(form.type, shape)}, {graph.made(form.type, framed), graph.made(boolean, {})},
      map_of({{"frame_size", size}, {"frame_step", step}}, {}, "prefill"));
}

// A real transform of any even length, forward or back.
void transform(Graph& graph, const Form& form) {
  RandomSource& random = graph.random();
  const std::int32_t half = random.between(1, 40), bins = 2 * (half + 1);
  const bool forward = form.op == "CUSTOM:SignalRfft";
  Shape times{forward ? random.between(1, 2 * half) : 2 * half}, spectrum{bins};
  if (random.chance(50)) {
    const std::int32_t outer = random.between(1, 3);
    times.insert(times.begin(), outer);
    spectrum.insert(spectrum.begin(), outer);
  }
  add(graph, form, {graph.activation(form.type, forward ? times : spectrum)},
      {graph.made(form.type, forward ? spectrum : times)}, map_of({{"T", type_code(form)}, {"fft_length", 2 * half}}));
}

void overlap_add(Graph& graph, const Form& form) {
  RandomSource& random = graph.random();
  const std::int32_t step = random.between(1, 20), size = step + random.between(0, 20), frames = random.between(1, 4);
  Shape framed{frames, size}, shape{frames * step};
  if (random.chance(50)) {
    const std::int32_t outer = random.between(1, 4);
    framed.insert(framed.begin(), outer);
    shape.insert(shape.begin(), outer);
  }
  add(graph, form, {graph.activation(form.type, framed)}, {graph.made(form.type, shape)},
      map_of({{"T", type_code(form)}, {"frame_step", step}}));
}

void pcan(Graph& graph, const Form& form) {
  const Shape shape{graph.random().between(1, 40)};
  add(graph, form,
      {graph.activation(form.type, shape), graph.activation(form.type, shape), graph.constant(int16, {32})},
      {graph.made(form.type, shape)}, map_of({{"snr_shift", 6}}));
}

void stacker(Graph& graph, const Form& form) {
  RandomSource& random = graph.random();
  const std::int32_t channels = random.between(1, 40), left = random.between(0, 4), right = random.between(0, 4);
  add(graph, form, {graph.activation(form.type, {channels})},
      {graph.made(form.type, {channels * (left + right + 1)}), graph.made(boolean, {})},
      map_of({{"num_channels", channels},
              {"stacker_left_context", left},
              {"stacker_right_context", right},
              {"stacker_step", random.between(1, 3)}}));
}

void window(Graph& graph, const Form& form) {
  const Shape shape = graph.shape(form.type, graph.random().between(1, 3));
  const std::int32_t input = graph.activation(form.type, shape);
  add(graph, form, {input, graph.constant(form.type, {shape.back()})}, {graph.made_like(input, shape)},
      map_of({{"shift", graph.random().between(0, 12)}}));
}

// An output of values by a table of them, or without the zeros; the head of 16 bytes says which.
void decode(Graph& graph, const Form& form) {
  constexpr std::size_t kHeadBytes = 16;
  constexpr std::uint8_t kTable = 0, kPruned = 2;
  RandomSource& random = graph.random();
  const std::int32_t channels = random.between(1, 4), values = random.between(1, 16);
  const bool pruned = form.detail == "pruned";
  const std::int32_t input = graph.constant(uint8, {channels * values});
  Bytes head(kHeadBytes + static_cast<std::size_t>(channels * values), 1);
  head[0] = pruned ? kPruned : kTable;
  head[5] = head[6] = 1;  // a bit an index, a value a channel
  const std::int32_t ancillary = graph.constant(uint8, {static_cast<std::int32_t>(head.size())});
  graph.tensor(ancillary).data = head;
  const std::int32_t output = graph.made(form.type, {channels, values});
  graph.tensor(output).quantization = {std::vector<float>(static_cast<std::size_t>(channels), 0.5F),
                                       std::vector<std::int64_t>(static_cast<std::size_t>(channels), 0), 0};
  add(graph, form, {input, ancillary}, {output});
}

}  // namespace

void add_custom_forms(Forms& forms) {
  forms.push_back({"CUSTOM:CIRCULAR_BUFFER", int8, "", circular_buffer});
  forms.push_back({"CUSTOM:CIRCULAR_BUFFER", int8, "valid", circular_buffer});
  forms.push_back({"CUSTOM:TFLite_Detection_PostProcess", float32, "", detection});
  forms.push_back({"CUSTOM:SignalDelay", int16, "", delay});
  forms.push_back({"CUSTOM:SignalEnergy", int16, "", energy});
  forms.push_back({"CUSTOM:SignalFftAutoScale", int16, "", fft_auto_scale});
  forms.push_back({"CUSTOM:SignalFilterBank", uint32, "", filter_bank});
  forms.push_back({"CUSTOM:SignalFilterBankLog", uint32, "", filter_bank_log});
  forms.push_back({"CUSTOM:SignalFilterBankSpectralSubtraction", uint32, "", spectral_subtraction});
  forms.push_back({"CUSTOM:SignalFilterBankSquareRoot", uint64, "", square_root});
  forms.push_back({"CUSTOM:SignalFramer", int16, "", framer});
  forms.push_back({"CUSTOM:SignalPCAN", uint32, "", pcan});
  forms.push_back({"CUSTOM:SignalStacker", int16, "", stacker});
  forms.push_back({"CUSTOM:SignalWindow", int16, "", window});
  for (const TensorType type : {float32, int16, int32}) {
    forms.push_back({"CUSTOM:SignalIrfft", type, "", transform});
    forms.push_back({"CUSTOM:SignalRfft", type, "", transform});
  }
  for (const TensorType type : {float32, int16}) forms.push_back({"CUSTOM:SignalOverlapAdd", type, "", overlap_add});
  for (const char* coding : {"by a table", "pruned"})
    forms.push_back({"CUSTOM:TFLM_DECODE", int8, coding, decode, Company::alone});
}

}  // namespace kilograph::oracle
