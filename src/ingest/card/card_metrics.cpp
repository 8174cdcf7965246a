#include <algorithm>
#include <span>
#include <utility>

#include "domain/spelling.hpp"
#include "ingest/card/misspelling.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/card/section.hpp"

#include <fmt/format.h>

namespace kilograph::ingest::card {
namespace {

using domain::Metric;

// Names of measures on Hugging Face and the published ontology's.
struct MeasureRow {
  std::string_view name, published;
};
constexpr MeasureRow kMeasures[] = {
    {"accuracy", "Top_1_accuracy"},
    {"top_1_accuracy", "Top_1_accuracy"},
    {"top_5_accuracy", "Top_5_accuracy"},
    {"auc", "AUC"},
    {"roc_auc", "AUC"},
    {"auroc", ""},
    {"average_precision", ""},
    {"balanced_accuracy", ""},
    {"cohen_kappa", ""},
    {"dice", ""},
    {"exact_match", ""},
    {"f1", ""},
    {"f1_score", ""},
    {"iou", ""},
    {"loss", ""},
    {"mae", ""},
    {"mape", ""},
    {"matthews_correlation", ""},
    {"mean_absolute_error", ""},
    {"mean_average_precision", ""},
    {"mean_iou", ""},
    {"mean_squared_error", ""},
    {"mse", ""},
    {"nmse", ""},
    {"perplexity", ""},
    {"precision", ""},
    {"r_squared", ""},
    {"recall", ""},
    {"rmse", ""},
    {"rmsle", ""},
    {"root_mean_squared_error", ""},
    {"sensitivity", ""},
    {"specificity", ""},
    {"val_accuracy", ""},
    {"word_error_rate", ""},
};

// Shares are at most 1, or 100 percent; one of these words in its name tells a share: "balanced_accuracy", "val_acc".
constexpr std::string_view kShares[] = {"accuracy", "acc",         "auc",         "auroc", "f1",  "precision",
                                        "recall",   "sensitivity", "specificity", "iou",   "dice"};
// With one of these it is another thing: "accuracy_drop" may be negative, "acc_rmse" is an acceleration.
constexpr std::string_view kNoShares[] = {"delta", "drop", "error", "gain", "loss", "mae", "mse", "rmse", "bits"};

// As Hugging Face calls what models are for (huggingface.co/tasks).
constexpr std::string_view kPipelineTags[] = {
    "any-to-any",
    "audio-classification",
    "audio-text-to-text",
    "audio-to-audio",
    "automatic-speech-recognition",
    "depth-estimation",
    "document-question-answering",
    "feature-extraction",
    "fill-mask",
    "graph-ml",
    "image-classification",
    "image-feature-extraction",
    "image-segmentation",
    "image-text-to-text",
    "image-to-3d",
    "image-to-image",
    "image-to-text",
    "image-to-video",
    "keypoint-detection",
    "mask-generation",
    "multiple-choice",
    "object-detection",
    "question-answering",
    "reinforcement-learning",
    "robotics",
    "sentence-similarity",
    "summarization",
    "table-question-answering",
    "table-to-text",
    "tabular-classification",
    "tabular-regression",
    "text-classification",
    "text-generation",
    "text-ranking",
    "text-to-audio",
    "text-to-image",
    "text-to-speech",
    "text-to-video",
    "time-series-forecasting",
    "token-classification",
    "translation",
    "unconditional-image-generation",
    "video-classification",
    "visual-document-retrieval",
    "visual-question-answering",
    "voice-activity-detection",
    "zero-shot-classification",
    "zero-shot-image-classification",
    "zero-shot-object-detection",
};

// "Top-1 Accuracy" is top_1_accuracy.
std::string plain_name(const std::string& type) {
  std::string name = domain::lower_case(type);
  for (char& letter : name) {
    const bool is_kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (!is_kept) letter = '_';
  }
  return name;
}

bool is_share(const std::string& name) {
  const auto has_one_of = [padded = "_" + name + "_"](std::span<const std::string_view> words) {
    return std::ranges::any_of(
        words, [&](std::string_view word) { return padded.find("_" + std::string(word) + "_") != std::string::npos; });
  };
  return has_one_of(kShares) && !has_one_of(kNoShares);
}

const MeasureRow* row_of(const std::string& name) {
  const auto row = std::ranges::find(kMeasures, name, &MeasureRow::name);
  return row == std::end(kMeasures) ? nullptr : row;
}

struct Figure {
  std::optional<double> value{};
  std::string unit{};
};

// A share that lost its point: 9312 was 93.12. Just over 100 it is rather one that is too high.
constexpr double kLeastShifted = 200;

// The number that a text begins with, and what follows it: "250.04 +/- 20.64", "0.89 (macro)", "92,3".
struct Leading {
  std::optional<double> number{};
  std::string_view rest{};
};

Leading leading_number(std::string& text) {
  const std::size_t comma = text.find(',');
  const bool is_decimal = comma != std::string::npos && text.find_first_of(".,", comma + 1) == std::string::npos &&
                          text.find('.') == std::string::npos;
  if (is_decimal) text[comma] = '.';
  const std::string_view all = text;
  const std::size_t end = std::min(all.find_first_not_of("0123456789.-eE"), all.size());
  const std::size_t after = std::min(all.find_first_not_of(' ', end), all.size());
  return {number_in(all.substr(0, end)), all.substr(after)};
}

// What cards of reinforcement learning write is a mean with its spread; the mean is the value.
bool is_spread(std::string_view rest) { return rest.starts_with("+/-") || rest.starts_with("±"); }

// "%" and "Percentage" are percent, "fraction" is a ratio; any other word stays as it is written.
std::string unit_in(const std::string& written) {
  constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"%", "percent"},   {"percent", "percent"}, {"percentage", "percent"},
      {"ratio", "ratio"}, {"fraction", "ratio"},  {"proportion", "ratio"},
  };
  const auto row =
      std::ranges::find(kUnits, domain::lower_case(written), &std::pair<std::string_view, std::string_view>::first);
  return row == std::end(kUnits) ? written : std::string(row->second);
}

// A share of at most 1 is a ratio; a larger one, and any with a percent sign, is in percent.
Figure figure_of(const Section& metric, const std::string& measure, bool is_share) {
  std::string written = metric.text("value");
  Figure figure{std::nullopt, unit_in(metric.text("unit"))};
  if (written.empty()) {
    if (metric.has("value")) return figure;  // a list or a map, which is said already
    metric.warn("value", "the metric " + measure + " has no value; it stays unknown");
    return figure;
  }
  if (written.ends_with('%')) {
    figure.unit = "percent";
    written.erase(written.find_last_not_of("% ") + 1);
  }
  figure.value = number_in(written);
  const Leading leading = leading_number(written);
  if (!figure.value && is_spread(leading.rest)) figure.value = leading.number;
  if (!figure.value) {
    const std::string nearest = leading.number ? fmt::format("; the nearest is {}", *leading.number) : "";
    metric.warn("value", "'" + metric.text("value") + "' is no number" + nearest + "; the metric stays unknown");
  } else if (is_share && (*figure.value < 0 || *figure.value > 100)) {
    const bool is_shifted = *figure.value >= kLeastShifted && *figure.value <= 10'000;
    const double nearest = *figure.value < 0 ? 0 : is_shifted ? *figure.value / 100 : 100;
    metric.warn("value", fmt::format("{} {} cannot be (expected 0 to 1, or 0 to 100 percent); the nearest is {}; the "
                                     "metric stays unknown",
                                     measure, written, nearest));
    figure.value.reset();
  } else if (is_share && figure.unit == "ratio" && *figure.value > 1) {
    metric.warn("value",
                fmt::format("{} {} is no ratio (expected 0 to 1); the nearest is {:.6g}, or unit: percent; the "
                            "metric stays unknown",
                            measure, written, *figure.value / 100));
    figure.value.reset();
  } else if (is_share && figure.unit.empty()) {
    figure.unit = *figure.value <= 1 ? "ratio" : "percent";
  }
  return figure;
}

Metric metric_in(const Section& metric, std::string dataset, std::string split) {
  Metric read;
  read.measure = metric.text("type");
  if (read.measure.empty()) read.measure = metric.text("name");
  if (read.measure.empty()) {
    read.measure = "Other_metric";
    metric.warn("type", "the metric does not say what it measures (accuracy, f1, mean_absolute_error, …)");
  }
  const std::string name = plain_name(read.measure);
  const MeasureRow* row = row_of(name);
  if (const std::string near = misspelt(name, known_measures()); !near.empty()) {
    metric.warn(metric.has("type") ? "type" : "name",
                "'" + read.measure + "' is no known measure and kept as it is; the nearest is " + near);
  }
  Figure figure = figure_of(metric, read.measure, is_share(name));
  if (row && !row->published.empty()) read.measure = row->published;
  read.value = figure.value;
  read.unit = std::move(figure.unit);
  read.dataset = std::move(dataset);
  read.split = std::move(split);
  return read;
}

std::string text_below(const Section& result, std::string_view key, std::initializer_list<std::string_view> names) {
  const auto section = result.below(key);
  if (!section) return {};
  for (const std::string_view name : names) {
    if (std::string text = section->text(name); !text.empty()) return text;
  }
  return {};
}

}  // namespace

std::vector<Metric> read_metrics(const Section& card, const std::string& trained_on) {
  std::vector<Metric> metrics;
  for (const Section& model : card.each("model-index")) {
    for (const Section& result : model.each("results")) {
      const std::string dataset = text_below(result, "dataset", {"name", "type"});
      const std::string split = text_below(result, "dataset", {"split"});
      if (dataset.empty()) {
        result.warn("dataset", "its metrics say of no data set what they were measured on; " +
                                   (trained_on.empty() ? "expected dataset: {name: …, split: test}"
                                                       : "the nearest is the card's own, " + trained_on));
      } else if (split.empty()) {
        result.warn("dataset", "its metrics do not say on which split of '" + dataset +
                                   "' they were measured; usual are test, validation and train");
      }
      for (const Section& metric : result.each("metrics")) metrics.push_back(metric_in(metric, dataset, split));
    }
  }
  return metrics;
}

const std::vector<std::string>& known_measures() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const MeasureRow& row : kMeasures) all.emplace_back(row.name);
    return all;
  }();
  return names;
}

const std::vector<std::string>& known_tasks() {
  static const std::vector<std::string> names{
      "activity recognition",   "anomaly detection",      "audio-classification",    "fall detection",
      "gesture recognition",    "image-classification",   "keyword spotting",        "object-detection",
      "person detection",       "predictive maintenance", "sine regression",         "sound classification",
      "tabular-classification", "tabular-regression",     "time-series-forecasting", "visual wake words"};
  return names;
}

std::string misspelt_task(std::string_view task) {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all = known_tasks();
    all.insert(all.end(), std::begin(kPipelineTags), std::end(kPipelineTags));
    return all;
  }();
  const std::string near = misspelt(task, names);
  return plain_name(near) == plain_name(std::string(task)) ? std::string() : near;
}

}  // namespace kilograph::ingest::card
