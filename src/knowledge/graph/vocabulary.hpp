// The terms that the graph is written in: one constant a term, declared in ontology/*.ttl
// (a test compares the two).
#pragma once

#include <string_view>

namespace kilograph::knowledge::graph {

#define KG_TERM(name, iri) inline constexpr std::string_view name = iri

// Namespaces.
KG_TERM(kRdfs, "http://www.w3.org/2000/01/rdf-schema#");
KG_TERM(kKg, "https://w3id.org/kilograph/ns#");
KG_TERM(kNnet, "https://w3id.org/tinyml-schema/neural-network-schema#");
KG_TERM(kSosaExtend, "https://w3id.org/tinyml-schema/neural-network-schema/sosa_extend/");
KG_TERM(kSchema, "https://schema.org/");
KG_TERM(kTd, "https://www.w3.org/2019/wot/td#");
KG_TERM(kRuntimeBase, "https://w3id.org/kilograph/id/runtime/");

#define RDF_NS "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS_NS "http://www.w3.org/2000/01/rdf-schema#"
#define XSD_NS "http://www.w3.org/2001/XMLSchema#"
#define KG_NS "https://w3id.org/kilograph/ns#"
#define NNET_NS "https://w3id.org/tinyml-schema/neural-network-schema#"
#define NNET_DIR "https://w3id.org/tinyml-schema/neural-network-schema/"
#define SCHEMA_NS "https://schema.org/"
#define S3N_NS "http://w3id.org/s3n/"
#define SOSA_NS "http://www.w3.org/ns/sosa/"
#define SSN_NS "http://www.w3.org/ns/ssn/"
#define SYSTEM_NS "http://www.w3.org/ns/ssn/systems/"
#define TD_NS "https://www.w3.org/2019/wot/td#"
#define HCTL_NS "https://www.w3.org/2019/wot/hypermedia#"
#define PROV_NS "http://www.w3.org/ns/prov#"
#define DCAT_NS "http://www.w3.org/ns/dcat#"
#define SPDX_NS "http://spdx.org/rdf/terms#"
#define OM_NS "http://www.ontology-of-units-of-measure.org/resource/om-2/"

namespace rdf_term {
KG_TERM(type, RDF_NS "type");
KG_TERM(first, RDF_NS "first");
KG_TERM(rest, RDF_NS "rest");
KG_TERM(nil, RDF_NS "nil");
KG_TERM(subject, RDF_NS "subject");
KG_TERM(predicate, RDF_NS "predicate");
KG_TERM(object, RDF_NS "object");
KG_TERM(label, RDFS_NS "label");
KG_TERM(comment, RDFS_NS "comment");
}  // namespace rdf_term

namespace xsd {
KG_TERM(integer, XSD_NS "integer");
KG_TERM(decimal, XSD_NS "decimal");
KG_TERM(double_, XSD_NS "double");
KG_TERM(float_, XSD_NS "float");
KG_TERM(boolean, XSD_NS "boolean");
KG_TERM(dateTime, XSD_NS "dateTime");
}  // namespace xsd

// The published ontology and its extensions.
namespace nnet {
KG_TERM(NeuralNetwork, NNET_NS "NeuralNetwork");
KG_TERM(Layer, NNET_NS "Layer");
KG_TERM(LayerType, NNET_NS "LayerType");
KG_TERM(Activation, NNET_NS "Activation");
KG_TERM(Metric, NNET_NS "Metric");
KG_TERM(NetworkCategory, NNET_NS "NetworkCategory");
KG_TERM(NetworkInput, NNET_NS "NetworkInput");
KG_TERM(NetworkOutput, NNET_NS "NetworkOutput");
KG_TERM(inputLayer, NNET_NS "inputLayer");
KG_TERM(middleLayer, NNET_NS "middleLayer");
KG_TERM(outputLayer, NNET_NS "outputLayer");
KG_TERM(shapeIn, NNET_NS "shapeIn");
KG_TERM(shapeOut, NNET_NS "shapeOut");
KG_TERM(hasIndex, NNET_NS "hasIndex");
KG_TERM(hasActivation, NNET_NS "hasActivation");
KG_TERM(hasQuantization, NNET_NS "hasQuantization");
KG_TERM(hasType, NNET_NS "hasType");
KG_TERM(hasMetric, NNET_NS "hasMetric");
KG_TERM(hasMetricValue, NNET_NS "hasMetricValue");
KG_TERM(trainingDataset, NNET_NS "trainingDataset");
KG_TERM(hasMultiplyAccumulateOps, NNET_NS "hasMultiplyAccumulateOps");
KG_TERM(hasCategory, NNET_NS "hasCategory");
KG_TERM(hasInputInfo, NNET_NS "hasInputInfo");
KG_TERM(hasOutputInfo, NNET_NS "hasOutputInfo");
KG_TERM(provideInput, NNET_DIR "ssn_extend/provideInput");
KG_TERM(hasSensorInfo, NNET_DIR "sosa_extend/hasSensorInfo");
KG_TERM(RAM, NNET_DIR "s3n_extend/RAM");
KG_TERM(Flash, NNET_DIR "s3n_extend/Flash");
}  // namespace nnet

// What the published ontology lacks.
namespace kg {
KG_TERM(Change, KG_NS "Change");
KG_TERM(Added, KG_NS "Added");
KG_TERM(Changed, KG_NS "Changed");
KG_TERM(Removed, KG_NS "Removed");
KG_TERM(sequence, KG_NS "sequence");
KG_TERM(action, KG_NS "action");
KG_TERM(ofEntity, KG_NS "ofEntity");
KG_TERM(Document, KG_NS "Document");
KG_TERM(SameStatement, KG_NS "SameStatement");
KG_TERM(Proposed, KG_NS "Proposed");
KG_TERM(Accepted, KG_NS "Accepted");
KG_TERM(sameModelAs, KG_NS "sameModelAs");
KG_TERM(sameBoardAs, KG_NS "sameBoardAs");
KG_TERM(status, KG_NS "status");
KG_TERM(evidence, KG_NS "evidence");
KG_TERM(TensorSpec, KG_NS "TensorSpec");
KG_TERM(UnknownDimension, KG_NS "UnknownDimension");
KG_TERM(OperatorUse, KG_NS "OperatorUse");
KG_TERM(WorkingMemoryRequirement, KG_NS "WorkingMemoryRequirement");
KG_TERM(ProgramMemoryRequirement, KG_NS "ProgramMemoryRequirement");
KG_TERM(MemoryRegion, KG_NS "MemoryRegion");
KG_TERM(WorkingMemory, KG_NS "WorkingMemory");
KG_TERM(ProgramMemory, KG_NS "ProgramMemory");
KG_TERM(OtherSensor, KG_NS "OtherSensor");
KG_TERM(needsNoSensor, KG_NS "needsNoSensor");
KG_TERM(task, KG_NS "task");
KG_TERM(preprocessing, KG_NS "preprocessing");
KG_TERM(OutputLabel, KG_NS "OutputLabel");
KG_TERM(outputLabel, KG_NS "outputLabel");
KG_TERM(position, KG_NS "position");
KG_TERM(constantBytes, KG_NS "constantBytes");
KG_TERM(parameters, KG_NS "parameters");
KG_TERM(numberFormat, KG_NS "numberFormat");
KG_TERM(numberFormatList, KG_NS "numberFormatList");
KG_TERM(inputTensor, KG_NS "inputTensor");
KG_TERM(inputTensorList, KG_NS "inputTensorList");
KG_TERM(outputTensor, KG_NS "outputTensor");
KG_TERM(outputTensorList, KG_NS "outputTensorList");
KG_TERM(elementType, KG_NS "elementType");
KG_TERM(shape, KG_NS "shape");
KG_TERM(quantizationScheme, KG_NS "quantizationScheme");
KG_TERM(quantizedAxis, KG_NS "quantizedAxis");
KG_TERM(scaleCount, KG_NS "scaleCount");
KG_TERM(smallestScale, KG_NS "smallestScale");
KG_TERM(largestScale, KG_NS "largestScale");
KG_TERM(zeroPoint, KG_NS "zeroPoint");
KG_TERM(usesOperator, KG_NS "usesOperator");
KG_TERM(operator_, KG_NS "operator");
KG_TERM(operatorVersion, KG_NS "operatorVersion");
KG_TERM(count, KG_NS "count");
KG_TERM(subgraph, KG_NS "subgraph");
KG_TERM(macs, KG_NS "macs");
KG_TERM(hasRequirement, KG_NS "hasRequirement");
KG_TERM(bytes, KG_NS "bytes");
KG_TERM(leastBytes, KG_NS "leastBytes");
KG_TERM(doesNotStart, KG_NS "doesNotStart");
KG_TERM(StartRefusal, KG_NS "StartRefusal");
KG_TERM(reason, KG_NS "reason");
KG_TERM(Measurement, KG_NS "Measurement");
KG_TERM(Prediction, KG_NS "Prediction");
KG_TERM(Latency, KG_NS "Latency");
KG_TERM(Energy, KG_NS "Energy");
KG_TERM(ofModel, KG_NS "ofModel");
KG_TERM(onDevice, KG_NS "onDevice");
KG_TERM(value, KG_NS "value");
KG_TERM(valueUnit, KG_NS "valueUnit");
KG_TERM(intervalLow, KG_NS "intervalLow");
KG_TERM(intervalHigh, KG_NS "intervalHigh");
KG_TERM(runtime, KG_NS "runtime");
KG_TERM(runtimeList, KG_NS "runtimeList");
KG_TERM(kernels, KG_NS "kernels");
KG_TERM(pointerBits, KG_NS "pointerBits");
KG_TERM(abi, KG_NS "abi");
KG_TERM(basis, KG_NS "basis");
KG_TERM(measure, KG_NS "measure");
KG_TERM(unit, KG_NS "unit");
KG_TERM(dataset, KG_NS "dataset");
KG_TERM(split, KG_NS "split");
KG_TERM(hasMemoryRegion, KG_NS "hasMemoryRegion");
KG_TERM(regionKind, KG_NS "regionKind");
KG_TERM(sizeBytes, KG_NS "sizeBytes");
KG_TERM(freeBytes, KG_NS "freeBytes");
KG_TERM(processor, KG_NS "processor");
KG_TERM(clockHz, KG_NS "clockHz");
KG_TERM(implementsList, KG_NS "implementsList");
KG_TERM(Accelerator, KG_NS "Accelerator");
KG_TERM(Label, KG_NS "Label");
KG_TERM(medium, KG_NS "medium");
KG_TERM(reservedBytes, KG_NS "reservedBytes");
KG_TERM(contiguous, KG_NS "contiguous");
KG_TERM(executable, KG_NS "executable");
KG_TERM(mcu, KG_NS "mcu");
KG_TERM(isa, KG_NS "isa");
KG_TERM(hasFpu, KG_NS "hasFpu");
KG_TERM(hasDsp, KG_NS "hasDsp");
KG_TERM(hasMve, KG_NS "hasMve");
KG_TERM(hasAccelerator, KG_NS "hasAccelerator");
KG_TERM(acceptsFormat, KG_NS "acceptsFormat");
KG_TERM(acceptsFormatList, KG_NS "acceptsFormatList");
KG_TERM(powerSource, KG_NS "powerSource");
KG_TERM(label, KG_NS "label");
KG_TERM(feeds, KG_NS "feeds");
KG_TERM(feedsList, KG_NS "feedsList");
KG_TERM(exposes, KG_NS "exposes");
KG_TERM(exposesList, KG_NS "exposesList");
KG_TERM(basedOn, KG_NS "basedOn");
KG_TERM(basedOnList, KG_NS "basedOnList");
KG_TERM(rateHz, KG_NS "rateHz");
KG_TERM(axes, KG_NS "axes");
KG_TERM(channels, KG_NS "channels");
KG_TERM(width, KG_NS "width");
KG_TERM(height, KG_NS "height");
KG_TERM(resolutionBits, KG_NS "resolutionBits");
KG_TERM(rangeLow, KG_NS "rangeLow");
KG_TERM(rangeHigh, KG_NS "rangeHigh");
KG_TERM(rangeUnit, KG_NS "rangeUnit");
KG_TERM(board, KG_NS "board");
KG_TERM(describes, KG_NS "describes");
KG_TERM(place, KG_NS "place");
KG_TERM(writtenBy, KG_NS "writtenBy");
}  // namespace kg

// Terms of others.
namespace schema {
KG_TERM(name, SCHEMA_NS "name");
KG_TERM(description, SCHEMA_NS "description");
KG_TERM(creator, SCHEMA_NS "creator");
KG_TERM(license, SCHEMA_NS "license");
KG_TERM(version, SCHEMA_NS "version");
KG_TERM(dateCreated, SCHEMA_NS "dateCreated");
KG_TERM(citation, SCHEMA_NS "citation");
KG_TERM(codeRepository, SCHEMA_NS "codeRepository");
KG_TERM(runtimePlatform, SCHEMA_NS "runtimePlatform");
KG_TERM(keywords, SCHEMA_NS "keywords");
KG_TERM(manufacturer, SCHEMA_NS "manufacturer");
KG_TERM(identifier, SCHEMA_NS "identifier");
KG_TERM(minValue, SCHEMA_NS "minValue");
KG_TERM(value, SCHEMA_NS "value");
KG_TERM(unitCode, SCHEMA_NS "unitCode");
}  // namespace schema

namespace other {
KG_TERM(mlsModel, "http://www.w3.org/ns/mls#Model");
KG_TERM(Sensor, SOSA_NS "Sensor");
KG_TERM(hasInput, SSN_NS "hasInput");
KG_TERM(hasOutput, SSN_NS "hasOutput");
KG_TERM(hasSubSystem, SSN_NS "hasSubSystem");
KG_TERM(implements, SSN_NS "implements");
KG_TERM(inCondition, SYSTEM_NS "inCondition");
KG_TERM(hasSystemProperty, SYSTEM_NS "hasSystemProperty");
KG_TERM(Algorithm, S3N_NS "Algorithm");
KG_TERM(SmartSensor, S3N_NS "SmartSensor");
KG_TERM(MicroController, S3N_NS "MicroController");
KG_TERM(Memory, S3N_NS "Memory");
KG_TERM(ProcedureFeature, S3N_NS "ProcedureFeature");
KG_TERM(hasProcedureFeature, S3N_NS "hasProcedureFeature");
KG_TERM(hasSystemCapability, S3N_NS "hasSystemCapability");
KG_TERM(kilobyte, OM_NS "kilobyte");
KG_TERM(distribution, DCAT_NS "distribution");
KG_TERM(Distribution, DCAT_NS "Distribution");
KG_TERM(byteSize, DCAT_NS "byteSize");
KG_TERM(mediaType, DCAT_NS "mediaType");
KG_TERM(checksum, SPDX_NS "checksum");
KG_TERM(Checksum, SPDX_NS "Checksum");
KG_TERM(algorithm, SPDX_NS "algorithm");
KG_TERM(checksumValue, SPDX_NS "checksumValue");
KG_TERM(sha256, SPDX_NS "checksumAlgorithm_sha256");
KG_TERM(Agent, PROV_NS "Agent");
KG_TERM(observedProperty, SOSA_NS "observedProperty");
KG_TERM(usedProcedure, SOSA_NS "usedProcedure");
KG_TERM(wasAttributedTo, PROV_NS "wasAttributedTo");
KG_TERM(wasDerivedFrom, PROV_NS "wasDerivedFrom");
KG_TERM(wasRevisionOf, PROV_NS "wasRevisionOf");
KG_TERM(endedAtTime, PROV_NS "endedAtTime");
}  // namespace other

namespace td {
KG_TERM(Thing, TD_NS "Thing");
KG_TERM(ThingModel, "https://www.w3.org/2019/wot/tm#ThingModel");
KG_TERM(PropertyAffordance, TD_NS "PropertyAffordance");
KG_TERM(ActionAffordance, TD_NS "ActionAffordance");
KG_TERM(EventAffordance, TD_NS "EventAffordance");
KG_TERM(hasPropertyAffordance, TD_NS "hasPropertyAffordance");
KG_TERM(hasActionAffordance, TD_NS "hasActionAffordance");
KG_TERM(hasEventAffordance, TD_NS "hasEventAffordance");
KG_TERM(name, TD_NS "name");
KG_TERM(title, TD_NS "title");
KG_TERM(description, TD_NS "description");
KG_TERM(unit, TD_NS "unit");
KG_TERM(hasLink, TD_NS "hasLink");
KG_TERM(hasTarget, HCTL_NS "hasTarget");
KG_TERM(hasRelationType, HCTL_NS "hasRelationType");
KG_TERM(definesSecurityScheme, TD_NS "definesSecurityScheme");
KG_TERM(securityDefinitions, TD_NS "securityDefinitions");
}  // namespace td

#undef RDF_NS
#undef RDFS_NS
#undef XSD_NS
#undef KG_NS
#undef NNET_NS
#undef NNET_DIR
#undef SCHEMA_NS
#undef S3N_NS
#undef SOSA_NS
#undef SSN_NS
#undef SYSTEM_NS
#undef TD_NS
#undef HCTL_NS
#undef PROV_NS
#undef DCAT_NS
#undef SPDX_NS
#undef OM_NS
#undef KG_TERM

}  // namespace kilograph::knowledge::graph
