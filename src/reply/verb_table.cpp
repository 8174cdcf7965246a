// The verbs as data.
#include "reply/verb.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

using Form = Parameter::Form;
using Kind = Parameter::Kind;

constexpr Parameter kFacts{.name = "facts",
                           .value = "SET",
                           .help = "figures that judge: best (for the device's runtime) or published (the study's own)",
                           .choices = "best|published"};

constexpr Parameter kGroup{.name = "group", .value = "NAME", .help = "only the devices of this group"};
constexpr Parameter kIf{.name = "if",
                        .value = "TEXT",
                        .help =
                            "as if it were so: \"device.ram += 20KiB, kernels = cmsis-nn-dsp\" or "
                            "\"model.format = int8\"; nothing is written"};
constexpr Parameter kWhere{.name = "where",
                           .value = "TEXT",
                           .help = "devices by their facts: \"ram_free >= 64KiB and label.site = 'hall 3'\""};

constexpr Parameter kLicence{.name = "licence",
                             .value = "IDS",
                             .help = "allows these licences of models alone, by SPDX's identifiers: MIT,Apache-2.0"};
constexpr Parameter kDeadline{.name = "deadline", .value = "TIME", .help = "an answer takes at most so long: 50ms"};
constexpr Parameter kEnergy{.name = "energy", .value = "ENERGY", .help = "an answer takes at most so much: 1mJ"};

constexpr Parameter kAdd[] = {
    {.name = "path",
     .form = Form::positional,
     .kind = Kind::path,
     .value = "PATH",
     .help = "files, or folders with all files below",
     .repeatable = true},
    {.name = "base", .value = "IRI", .help = "resolves relative IRIs of RDF files"},
    {.name = "max-bytes",
     .kind = Kind::number,
     .value = "BYTES",
     .help = "refuses larger files (67108864; a Thing Description 16777216, a program 268435456)"},
    {.name = "firmware",
     .kind = Kind::path,
     .value = "FILE",
     .help = "a linked program (.elf, or GNU ld's .map) of --device: its exact free memory"},
    {.name = "device", .value = "NAME|ID", .help = "the device that --firmware is of"},
    {.name = "columns",
     .value = "TEXT",
     .help = "takes an inventory, a row a device: \"id=Serial,model=Type,title=Name,label:site=Site\""},
    {.name = "mapping", .value = "NAME", .help = "keeps --columns under this name, or takes them from it"},
    {.name = "prune", .form = Form::flag, .help = "removes devices that an inventory had and has no more"},
    {.name = "stream", .form = Form::flag, .help = "prints one JSON object an entity, after its commit"},
};
constexpr Parameter kShow[] = {
    {.name = "name",
     .form = Form::positional,
     .value = "NAME|ID|FILE",
     .help = "an entity of the catalogue, or a file",
     .required = true},
    {.name = "format", .value = "FORMAT", .help = "writes the entity as one description in RDF", .choices = "ttl|nt"},
};
constexpr Parameter kDescribe[] = {
    {.name = "file",
     .form = Form::positional,
     .kind = Kind::path,
     .value = "FILE",
     .help = "a model's file, its card, or the folder of both",
     .required = true},
    {.name = "set", .value = "KEY=VALUE", .help = "answers one question: task, sensor, license, …", .repeatable = true},
    {.name = "answers", .kind = Kind::path, .value = "FILE", .help = "answers from a file, \"key: value\" a line"},
    {.name = "replace", .form = Form::flag, .help = "answers take the place of what the card states"},
    {.name = "print", .form = Form::flag, .help = "shows the card and writes nothing"},
};
constexpr Parameter kPlan[] = {
    {.name = "name",
     .form = Form::positional,
     .value = "NAME|ID|FILE",
     .help = "a model of the catalogue, or its file",
     .required = true},
    {.name = "device", .value = "NAME|ID|FILE", .help = "plans for this board, and says whether it fits its RAM"},
    {.name = "runtime", .value = "RUNTIME", .help = "tflm-2026-08, tflm-2021, …; a wrong name lists all"},
    {.name = "kernels", .value = "KERNELS", .help = "reference, cmsis-nn-dsp, …"},
    {.name = "abi", .value = "ABI", .help = "sizes and alignments of the processor: arm32, host64, …"},
    {.name = "svg",
     .kind = Kind::path,
     .value = "FILE",
     .help = "draws the arena over time; an older picture is replaced"},
    {.name = "code", .form = Form::flag, .help = "prints C++ for the arena and the operators instead"},
    {.name = "optimise", .form = Form::flag, .help = "says what would shrink the arena, each with the bytes saved"},
    {.name = "write",
     .kind = Kind::path,
     .value = "FILE",
     .help = "writes a copy of the model with the smallest arena found, to a new file"},
};
constexpr Parameter kFit[] = {
    {.name = "model", .value = "NAME|ID|FILE", .help = "only this model"},
    {.name = "device", .value = "NAME|ID|FILE", .help = "only this device"},
    {.name = "need", .value = "TEXT", .help = "an unnamed model: \"accelerometer, gyroscope, ram=116kB, flash=531kB\""},
    {.name = "have", .value = "TEXT", .help = "an unnamed device: \"camera, ram=127kB, flash=576kB\""},
    {.name = "counts",
     .form = Form::flag,
     .help = "says of each model how many devices it fits, in place of the pairs"},
    {.name = "limit", .kind = Kind::number, .value = "PAIRS", .help = "answers for the first pairs only"},
    kIf,
    kGroup,
    kWhere,
    {.name = "csv", .form = Form::flag, .help = "a row a device, for a spreadsheet; with --stream a row a pair"},
    {.name = "stream",
     .form = Form::flag,
     .help = "a line a pair, as they are found, in memory that does not grow with their number"},
    {.name = "yes", .form = Form::flag, .help = "prints more than 1,000,000 pairs on a terminal without asking"},
    kLicence,
    kDeadline,
    kEnergy,
    kFacts,
};
constexpr Parameter kAssign[] = {
    {.name = "tasks",
     .form = Form::positional,
     .kind = Kind::path,
     .value = "FILE",
     .help = "the tasks, as JSON (docs/formats/tasks.md)",
     .required = true},
    kGroup,
    kWhere,
    kLicence,
    kDeadline,
    kEnergy,
    kFacts,
};
constexpr Parameter kGroupVerb[] = {
    {.name = "action",
     .form = Form::positional,
     .value = "add|list|show|remove",
     .help = "what to do",
     .required = true,
     .choices = "add|list|show|remove"},
    {.name = "name", .form = Form::positional, .value = "NAME", .help = "the group"},
    kWhere,
};
constexpr Parameter kDiff[] = {
    {.name = "name",
     .form = Form::positional,
     .value = "NAME|ID|FILE",
     .help = "two models or two devices, or one with --since or --with",
     .repeatable = true},
    {.name = "since",
     .value = "DATE",
     .help = "compares with what was known then: 2026-11-01, 2026-11-01T10:15Z, or a number of `log`; UTC"},
    {.name = "until", .value = "DATE", .help = "with --since: up to then, in place of now"},
    {.name = "with", .kind = Kind::path, .value = "EXPORT", .help = "compares with an earlier date's export"},
    kGroup,
    kWhere,
    {.name = "model",
     .value = "NAME|ID|FILE",
     .help = "two models over a fleet, or one with --since or --with",
     .repeatable = true},
    kFacts,
};
constexpr Parameter kWhy[] = {
    {.name = "model",
     .form = Form::positional,
     .value = "MODEL",
     .help = "a model by name or id, or its file",
     .required = true},
    {.name = "device",
     .form = Form::positional,
     .value = "DEVICE",
     .help = "a device by name or id, or its description's file",
     .required = true},
    kIf,
    kLicence,
    kDeadline,
    kEnergy,
    kFacts,
};
constexpr Parameter kRank[] = {
    {.name = "task", .value = "TEXT", .help = "looked for in name, task, description and output labels"},
    {.name = "sensor", .value = "CLASS", .help = "models that this sensor feeds"},
    {.name = "dataset", .value = "TEXT", .help = "looked for in the data sets of training and metrics"},
    {.name = "device", .value = "NAME|ID|FILE", .help = "leaves out models that do not fit it"},
    kLicence,
    kDeadline,
    kEnergy,
    kFacts,
};
constexpr Parameter kNew[] = {
    {.name = "what",
     .form = Form::positional,
     .value = "thing",
     .help = "what to make: the Thing Description of an instance",
     .required = true,
     .choices = "thing"},
    {.name = "model",
     .value = "NAME|ID|FILE",
     .help = "its Thing Model: of the catalogue, or a file",
     .required = true},
    {.name = "id", .value = "IRI", .help = "the instance's own id", .required = true},
    {.name = "title", .value = "TEXT", .help = "its title; otherwise the model's"},
    {.name = "base", .value = "URL", .help = "where it answers: affordances without forms get KIND/NAME below it"},
    {.name = "set", .value = "NAME=VALUE", .help = "the value of a placeholder {{NAME}}", .repeatable = true},
    {.name = "with", .value = "NAME", .help = "keeps this optional property, action or event", .repeatable = true},
    {.name = "document",
     .value = "URL=FILE",
     .help = "the file of a document that the model names by this URL",
     .repeatable = true},
    {.name = "output", .kind = Kind::path, .value = "FILE", .help = "writes it to a new file"},
};
constexpr Parameter kQuery[] = {
    {.name = "query", .form = Form::positional, .value = "QUERY|-", .help = "SPARQL 1.1; - reads standard input"},
    {.name = "format",
     .value = "FORMAT",
     .help = "table (for people), json, csv, tsv, xml; ttl or nt for CONSTRUCT and DESCRIBE",
     .choices = "table|json|csv|tsv|xml|ttl|nt"},
    {.name = "timeout", .kind = Kind::number, .value = "SECONDS", .help = "stops the query after this time (30)"},
    {.name = "max-rows", .kind = Kind::number, .value = "ROWS", .help = "cuts the answer there (1000000)"},
    {.name = "max-memory",
     .kind = Kind::number,
     .value = "BYTES",
     .help = "stops a query that holds more (1073741824)"},
    {.name = "example",
     .value = "NAME",
     .help = "runs a worked query; without a name lists them",
     .value_optional = true},
};
constexpr Parameter kValidate[] = {
    {.name = "file",
     .form = Form::positional,
     .kind = Kind::path,
     .value = "FILE",
     .help = "Thing Descriptions and Thing Models, each alone, in a list or in a @graph; - reads standard input",
     .required = true,
     .repeatable = true},
    {.name = "strict", .form = Form::flag, .help = "counts warnings as errors"},
    {.name = "sarif", .form = Form::flag, .help = "prints a SARIF 2.1.0 log, which CI systems show beside the lines"},
    {.name = "max-bytes", .kind = Kind::number, .value = "BYTES", .help = "reads larger files too (16777216)"},
};
constexpr Parameter kExport[] = {
    {.name = "path",
     .form = Form::positional,
     .kind = Kind::path,
     .value = "PATH|-",
     .help = "a folder that is absent or empty; with --as or --original a new file, or - for standard output",
     .required = true},
    {.name = "as",
     .value = "FORM",
     .help =
         "writes the devices alone: td for Thing Descriptions, one JSON array in a file, or a file each in a folder",
     .choices = "td"},
    {.name = "original", .value = "NAME|ID", .help = "writes the file that this entity came from, byte for byte"},
};
constexpr Parameter kImport[] = {
    {.name = "path",
     .form = Form::positional,
     .kind = Kind::path,
     .value = "PATH",
     .help = "a folder that export wrote",
     .required = true},
    {.name = "remake",
     .form = Form::flag,
     .help = "makes documents anew that do not agree with their files, in place of refusing them"},
};
constexpr Parameter kRemove[] = {
    {.name = "name",
     .form = Form::positional,
     .value = "NAME|ID",
     .help = "entities of the catalogue",
     .required = true,
     .repeatable = true},
};
constexpr Parameter kLog[] = {
    {.name = "since", .kind = Kind::number, .value = "N", .help = "only changes after sequence number N"},
};
constexpr Parameter kContext[] = {
    {.name = "action",
     .form = Form::positional,
     .value = "add|list|remove",
     .help = "what to do",
     .required = true,
     .choices = "add|list|remove"},
    {.name = "url", .form = Form::positional, .value = "URL", .help = "as descriptions name it in @context"},
    {.name = "file", .form = Form::positional, .kind = Kind::path, .value = "FILE", .help = "the context's JSON-LD"},
};
constexpr Parameter kHelp[] = {
    {.name = "verb", .form = Form::positional, .value = "VERB", .help = "explains this verb"},
    {.name = "markdown", .form = Form::flag, .help = "writes the reference of all verbs"},
    {.name = "man", .form = Form::flag, .help = "writes the manual page of the program, or of VERB"},
};
constexpr Parameter kVocabulary[] = {
    {.name = "term", .form = Form::positional, .value = "TERM", .help = "kg:freeBytes, freeBytes or an IRI"},
    {.name = "as",
     .value = "FORM",
     .help = "writes all of it: html for one page with search and drawings, turtle (ttl), or jsonld (context)",
     .choices = "html|turtle|ttl|jsonld|context"},
};
constexpr Parameter kCompletion[] = {
    {.name = "shell",
     .form = Form::positional,
     .value = "SHELL",
     .help = "the shell to write a script for; or words, for names to complete with",
     .required = true,
     .choices = "bash|zsh|fish|words"},
    {.name = "of",
     .form = Form::positional,
     .value = "OF",
     .help = "of words: verbs, examples, models, devices, entities, groups, answers or terms"},
};

constexpr Parameter kServe[] = {
    {.name = "listen", .value = "HOST:PORT", .help = "a loopback address; port 0 takes a free one (127.0.0.1:8080)"},
};
constexpr Verb kVerbs[] = {
    {"init",
     "make an empty catalogue",
     {},
     "kilograph init",
     "The catalogue is the folder kilograph.catalog here, or the one that --catalog names.",
     "`catalog`",
     init},
    {"add", "take in models, descriptions, sheets and RDF", kAdd, "kilograph add catalog/models catalog/devices",
     "What a file is, is decided by its content. The same file twice is one entity. Rows of a sheet are matched to "
     "models by digest, else by name. Files that are refused are reported (exit code 3); the rest is kept. An "
     "inventory, and a firmware, are added alone.",
     "`added`, `changed`, `unchanged`, `failed` (entities, files), `entities` [{`id`, `kind`, `name`, `source`, "
     "`change`}], `problems` [{`source`, `where`, `kind`, `message`}], `notes` (of a firmware or a pruned inventory, "
     "a line each); with `--stream` one entity a line",
     add},
    {"show", "what is known of a model or device, and who says so", kShow, "kilograph show Person_Detection",
     "A file needs no catalogue.",
     "a model: `id`, `name`, `sha256`, `has_weights`, `file_bytes`, `macs`, `parameters`, `operators` [{`name`, "
     "`version`, `count`}], `inputs`, `outputs` [{`name`, `type`, `shape`}], `layers` [{`index`, `operator`, `macs`, "
     "…}], `sensors`, `memory` [{`use`, `bytes`, `least_bytes` (null: exact), `runtime`, `kernels`, `abi`, …}], "
     "`does_not_start` [{`runtime`, `kernels` (null: any), `reason`, …}], `observations` [{`property`, `value`, "
     "`low`, `high`, `unit`, `device`, `runtime`, …}], `metrics`, `sources` (by field), …; a device: `id`, `title`, "
     "`sensors`, `memory` [{`name`, `kind`, `size_bytes`, `free_bytes`, …}], `processor`, …",
     show},
    {"describe", "asks what a model's file cannot hold, and writes its card", kDescribe,
     "kilograph describe catalog/models/own/sine/sine.tflite --print",
     "At a terminal it asks for what is missing, one thing at a time: an empty line takes the default, \"-\" leaves "
     "it unknown, Tab completes; at the end any answer can be changed by its name. Elsewhere --answers and --set "
     "answer. The card is README.md beside the model; what it states stays byte for byte and is not asked, and "
     "--replace changes it. Answers so far are kept in MODEL.tflite.DIGEST.draft, by the first 12 digits of its "
     "SHA-256, until the card is written; the next call goes on there. Answers are: sha256 (of the model's file), "
     "name (a name), description (a sentence), sensor (a class of sensors such as Accelerometer, or none), rate_hz (a "
     "number, such as 50), axes (a whole number, such as 3), range (LOW..HIGH UNIT, such as -4..4 g), preprocessing, "
     "input, output (a sentence), labels (names with commas between, such as rest, shake), task (words, such as "
     "keyword spotting), dataset (a name, or several with commas between), metric (a measure, such as accuracy), "
     "value (a number, such as 0.93, or 93 for percent), measured_on (a name), split (test, validation or train), "
     "license (an SPDX identifier or expression, such as Apache-2.0), runtime (a name), version (a version, such as "
     "1.0), revises (the SHA-256 of its file, or an IRI); of a further sensor, input or output with its number: "
     "rate_hz_2. Without a terminal: kilograph describe model.tflite --set sensor=Microphone --set license=MIT",
     "the card: `path`, `written`, `model`, `sha256`, `name`, `description`, `licence`, `task`, `training_dataset`, "
     "`preprocessing`, `input_info`, `output_info`, `runtime_platform`, `version`, `revises`, `labels`, `tags`, "
     "`sensors`, `metrics` [{`measure`, `value`, `unit`, `dataset`, `split`}], `unknown` (keys without an answer), "
     "`problems` [{`where`, `message`}]",
     describe},
    {"plan", "how much memory a model needs, and where each byte goes", kPlan,
     "kilograph plan catalog/models/own/gesture/gesture.tflite --device \"Arduino Nano 33 BLE\"",
     "A file needs no catalogue. Without options the three usual cores are shown side by side; with some of "
     "--runtime, --kernels and --abi, every target that agrees. --svg, --code, --optimise and --write take the first "
     "of them; --write replaces no file. A plan is exact, or an estimate with bounds that says why; a model that does "
     "not start is told the reasons.",
     "of one target: `model`, `id`, `sha256`, `target` {`runtime`, `kernels`, `abi`}, `starts` (null: not known), "
     "`exact`, `refusals`, `doubts`, `arena` {`head_bytes`, `tail_bytes`, `used_bytes`, `minimum_bytes`, "
     "`provide_bytes`, `bounds`} (null: not known, as are the next three; of an estimate `provide_bytes` is the most, "
     "which the text prints as to provide, and the others are best guesses), `peak` {`operator`, `name`, `bytes`}, "
     "`buffers` [{`name`, `kind`, `offset`, `bytes`, `first_use`, `last_use`, …}], `tail_items` [{`what`, `bytes`, "
     "`alignment`}], `operators` [{`name`, `version`, `count`, `registered`}], `code_bytes` {`low`, `high`} (null: "
     "not measured there), `code_evidence`, `model_bytes`, `constant_bytes`; with `--device` also `device` "
     "{`available_bytes`, `margin_bytes`, `fits`, `assumed`, `other_kernels`, …}; with `--code` also `code`; with "
     "`--optimise` also `optimisations` {`order`, `in_place`, `placement`, `best_copy`, each with `need`, "
     "`saves_bytes` and `saves_of` (the figure of `need` that it is a difference of)} and `written`. Of several "
     "targets: `plans`, each of that form. Times are steps of the run, 0 its start",
     plan},
    {"fit", "which models run on which devices", kFit, "kilograph fit --device \"Arduino Nano 33 BLE\"",
     "A pair fits when every requirement is met; one that is not known makes it unknown, never a fit. kB is 1,000 "
     "B, KiB 1,024 B. More than 1,000,000 pairs are given a line a pair (--stream), on a terminal after a "
     "question; --group and --where leave out Thing Models and what others are based on.",
     "a line a pair: `model`, `model_id`, `device`, `device_id`, `verdict` (`fits`, `does-not-fit`, `unknown`), "
     "`runtime`, `assumed`, `worst` {`kind`, `margin`}, `if` (of a model changed by --if: how its facts are "
     "known), as they are found; with --group or --where, and without --stream, a line a model and kind of device: "
     "`model`, `model_id`, `class`, `class_id`, `devices` (how many), `verdict`, `runtime`, `assumed`, `worst`, "
     "then a last line `selection` {`group`, `where`, `in`, `out`, `unknown`, `kinds`} (devices; of `unknown` a "
     "fact that is asked for is not known; `kinds` are Thing Models and what others are based on, left out); with "
     "`--counts` a line a model: `model`, `model_id`, `fits`, `unknown`, `does_not_fit` (devices), `if`",
     fit},
    {"group", "name devices by their facts", kGroupVerb, "kilograph group add roomy --where 'ram_free >= 256KiB'",
     "Facts: id, title, class (what it is based on), ram_free, ram_total, flash_free, flash_total, clock, core, mcu, "
     "sensor, runtime, label.NAME; =, !=, <, <=, >, >= with B, kB, KiB, MB, MiB, Hz, kHz, MHz, GHz; `is unknown`; "
     "and, or, not, parentheses. A fact that is not known selects neither yes nor no.",
     "`action`, `groups` [{`group`, `where`; of `add` and `show` also `in`, `out`, `unknown`, `kinds`}]; of `show` "
     "also `kinds` [{`name`, `devices`}]",
     group},
    {"assign", "which models do a fleet's tasks, on which devices", kAssign, "kilograph assign docs/formats/tasks.json",
     "Models on one device share its memory: their bytes of flash and their arenas add up, a runtime's code counts "
     "once; of models that run in turn the largest arena counts. Most tasks are served, by their priorities; then by "
     "the better models; then with most memory left.",
     "`run`, `group`, `where`, `served`, `bound` (priorities, summed over devices; none serves more than the bound), "
     "`exact`, `tasks` [{`name`, `priority`, `wanted`, `served` (devices), `metric`, `dataset`, `note`}], `groups` "
     "[{`class`, `devices` [{`device`, `device_id`}], `runtime`, `placed` [{`task`, `model`, `model_id`, "
     "`arena_bytes`, `model_bytes`, `quality` (percent)}], `unserved` [{`task`, `model` (the nearest), `why`}], "
     "`ram`, `flash` {`free`, `used`}}]",
     assign},
    {"diff", "what differs between two, or between then and now", kDiff,
     "kilograph diff --since 2026-11-01 --group roomy",
     "Without a name, of all devices or of a group: which begin or cease to fit. The catalogue keeps the records of "
     "what was replaced or removed, so any date is known from the first on; --with compares with another catalogue's "
     "export.",
     "`left`, `right`, `absent` (`left`, `right` or null: the side where there was no such entity), `differences` "
     "[{`fact`, `left`, `right` (null: not known)}]; of a fleet `selection`, `left`, `right`, `begin`, `cease`, "
     "`came`, `went`, `same` (pairs), `changes` [{`model`, `device`, `device_id`, `class`, `before`, `after` "
     "(`absent`: the device or model was not there)}]",
     diff},
    {"why", "each requirement against each capability, and what would help", kWhy,
     "kilograph why Person_Detection \"Arduino Nano 33 BLE\"",
     "Exit code 1 when the model does not fit or it is not known.",
     "`model`, `device`, `verdict`, `runtime`, `assumed`, `what_if`, `if` (with --if: the text, and how a changed "
     "model's facts are known), `requirements` [{`kind`, `required`, `required_least` (of bounds; null: as "
     "`required`), `available`, `margin`, `status`, `sources` {`required`, `available`}, `note`}], `remedies` "
     "[{`kind`, `text`, `bytes`, `entity`, `enough`}], `contradictions` [{`of` (`model`, `device`), `fact`, "
     "`counted` {`value`, `source`}, `others` […], `rule`}], `smallest_set` [changes that together make it fit; "
     "null: none of the device does]; memory in bytes",
     why},
    {"rank", "candidates for a task, best first", kRank,
     "kilograph rank --task yes/no --sensor microphone --dataset speech_commands",
     "Only equal metrics on equal data sets are compared. A star marks the Pareto set over metric, working memory, "
     "program memory and MACs.",
     "`groups` [{`metric`, `dataset`, `unit`, `candidates` [{`model`, `value`, `working_memory_bytes`, "
     "`program_memory_bytes`, `macs`, `pareto` (null: not decided), …}]}], `unranked` [{`model`, `reason`, …}]; "
     "`hint` where no model is about the task",
     rank},
    {"new", "make the Thing Description of a Thing Model's instance", kNew,
     "kilograph new thing --model catalog/devices/raspberry-pi-pico.tm.json --id urn:example:pico-1 --base "
     "https://pico-1.example/",
     "By the rules of Thing Description 1.1: what the model extends and refers to is put in, placeholders are filled, "
     "optional ones are left out unless --with names them, and a link `type` leads to the model. Nothing is fetched: "
     "other documents are those of the catalogue, files beside the model, and those given with --document.",
     "`id`, `model`, `file` (null: none written), `warnings`, `td`", new_thing},
    {"query", "ask in SPARQL", kQuery,
     "kilograph query \"SELECT ?name { ?m a nnet:NeuralNetwork ; schema:name ?name }\"", "Common prefixes are known.",
     "the SPARQL 1.1 results in JSON; `--example` without a name: `examples` [{`name`, `title`}]", query},
    {"validate", "hold Thing Descriptions and Thing Models to the W3C Recommendations", kValidate,
     "kilograph validate catalog/devices/ssi-web-node.td.json",
     "No catalogue is needed. An error breaks TD 1.0 or TD 1.1, whichever @context names; a warning breaks a rule "
     "beyond them. Exit code 1 when something is invalid.",
     "`valid`, `files`, `things`, `errors`, `warnings`, `not_listed` (problems beyond 1,000 of a file), `problems` "
     "[{`severity`, `rule`, `where` (a JSON pointer), `message`, `source`, `line`, `column`}]",
     validate},
    {"export", "write the whole catalogue as RDF and files", kExport, "kilograph export backup/",
     "--as td makes regular Thing Descriptions of all devices from what is known of them.",
     "`path`, `entities`, `documents`, `files`; with --as or --original `path`, `written`; the bytes themselves for -",
     export_catalogue},
    {"import", "read an exported catalogue into an empty one", kImport, "kilograph import backup/",
     "Each document is made anew from its file and compared: what an export claims is not taken on trust.",
     "`path`, `entities`, `documents`, `files`; `remade` with `--remake`", import_catalogue},
    {"remove", "drop entities", kRemove, "kilograph remove Hello_World",
     "The log keeps that they were there. Nothing is removed when one of the names is not found.",
     "`removed` [{`id`, `kind`, `name`}]", remove_entities},
    {"log", "what changed, when, by whom", kLog, "kilograph log --since 20", "",
     "a line a change: `seq`, `time`, `actor`, `action`, `entity`, `document`, `digest`", log_changes},
    {"serve", "answer over HTTP", kServe, "kilograph serve --listen 127.0.0.1:8080",
     "Only programs of this machine are answered. SIGTERM and Ctrl-C finish the requests that have begun; a line a "
     "request goes to standard error, as JSON.",
     "one line, when it is ready: `listening`", serve},
    {"verify",
     "read everything back and check it",
     {},
     "kilograph verify",
     "Exit code 1 when something is wrong. Files are read anew, and documents that do not agree with them reported.",
     "`clean`, `problems`",
     verify},
    {"context", "JSON-LD contexts that descriptions use", kContext,
     "kilograph context add https://example.org/hardware ontology/contexts/kilograph.jsonld",
     "Nothing is fetched: a context that is not built in is given once, as a file, and kept in the catalogue. "
     "Descriptions that name it and are kept already are read anew in the same transaction.",
     "`contexts` [{`url`, `built_in`, `source`, `sha256`}]; of `add` and `remove` also `documents_changed` and "
     "`warnings`",
     context},
    {"vocabulary", "what the terms of the graph mean", kVocabulary, "kilograph vocabulary kg:freeBytes",
     "The terms that queries are written in, with their sources and examples. The page needs nothing beside it: "
     "kilograph vocabulary --as html > vocabulary.html",
     "`terms` [{`iri`, `name`, `kind`, `label`, `comment`, `status`, `source`, `example`, `types`, `parents`, `from`, "
     "`to`, `matches`}]",
     vocabulary_verb},
    {"completion", "write a script that completes command lines in a shell", kCompletion, "kilograph completion bash",
     "bash: source <(kilograph completion bash); zsh: source <(kilograph completion zsh), after compinit; fish: "
     "kilograph completion fish | source. Names of models, devices and groups are those of the catalogue.",
     "the text itself, as without --json", completion},
    {"help", "explain a verb", kHelp, "kilograph help fit",
     "--man writes pages for man(1): kilograph help --man | man -l -",
     "`verbs` [{`name`, `summary`, `usage`, `example`, `note`, `parameters`}]; of one verb: that object", help},
    {"version", "print the version", {}, "kilograph version", "", "`version`", version},
};

}  // namespace

std::span<const Verb> verbs() { return kVerbs; }

}  // namespace kilograph::reply
