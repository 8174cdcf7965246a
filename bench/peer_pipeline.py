"""The peer of `kilograph add`: the same work as a Python script of the usual kind would do it.

peer_pipeline.py MODELS SHEET OUT.ttl reads every .tflite of a folder (package tflite), works out its layers, shapes,
parameters and MACs, joins the sheet's rows (openpyxl), builds a graph (rdflib) of about the statements a model that
Kilograph writes, and serialises it as Turtle.
"""

import hashlib
import sys
from pathlib import Path

import numpy
import openpyxl
import tflite
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

NNET = Namespace("https://w3id.org/tinyml-schema/neural-network-schema#")
KG = Namespace("https://w3id.org/kilograph/ns#")
SCHEMA = Namespace("https://schema.org/")
SENSORS = ["Camera", "Microphone", "Accelerometer", "Gyroscope", "Thermometer", "OtherSensor"]
OPERATORS = {code: name for name, code in vars(tflite.BuiltinOperator).items() if not name.startswith("_")}
TYPES = {code: name.lower() for name, code in vars(tflite.TensorType).items() if not name.startswith("_")}


def operator_name(model, operator):
    code = model.OperatorCodes(operator.OpcodeIndex())
    number = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
    return OPERATORS.get(number, str(number)), code.Version()


def shape_of(tensor):
    return [int(size) for size in tensor.ShapeAsNumpy()] if tensor.ShapeLength() else []


def macs_of(name, subgraph, operator):
    shapes = [shape_of(subgraph.Tensors(index)) for index in operator.InputsAsNumpy() if index >= 0]
    output = int(numpy.prod(shape_of(subgraph.Tensors(operator.Outputs(0)))))
    if name == "CONV_2D":
        return output * int(numpy.prod(shapes[1][1:]))
    if name == "DEPTHWISE_CONV_2D":
        return output * shapes[1][1] * shapes[1][2]
    if name == "FULLY_CONNECTED":
        return output * shapes[1][-1]
    if name == "TRANSPOSE_CONV":
        return int(numpy.prod(shapes[2])) * int(numpy.prod(shapes[1][:3]))
    return 0


def add_tensor(graph, subject, tensor):
    graph.add((subject, RDF.type, KG.TensorSpec))
    graph.add((subject, SCHEMA.name, Literal((tensor.Name() or b"").decode())))
    graph.add((subject, KG.elementType, Literal(TYPES[tensor.Type()])))
    shape = BNode()
    Collection(graph, shape, [Literal(size) for size in shape_of(tensor)])
    graph.add((subject, KG.shape, shape))
    quantization = tensor.Quantization()
    if quantization and quantization.ScaleLength():
        scales = quantization.ScaleAsNumpy()
        graph.add((subject, KG.scaleCount, Literal(len(scales))))
        graph.add((subject, KG.smallestScale, Literal(float(scales.min()))))
        graph.add((subject, KG.largestScale, Literal(float(scales.max()))))


def add_layer(graph, model, subgraph, iri, index):
    operator = subgraph.Operators(index)
    name, version = operator_name(model, operator)
    layer = URIRef(f"{iri}/layer/{index}")
    macs = macs_of(name, subgraph, operator)
    parameters = 0
    graph.add((layer, RDF.type, NNET.Layer))
    graph.add((layer, NNET.hasIndex, Literal(index)))
    graph.add((layer, NNET.hasType, KG[name]))
    graph.add((layer, KG.operatorVersion, Literal(version)))
    graph.add((layer, NNET.hasMultiplyAccumulateOps, Literal(macs)))
    for position, tensor_index in enumerate(operator.InputsAsNumpy()):
        if tensor_index < 0:
            continue
        tensor = subgraph.Tensors(tensor_index)
        if model.Buffers(tensor.Buffer()).DataLength():
            parameters += int(numpy.prod(shape_of(tensor)))
            continue
        subject = URIRef(f"{layer}/input/{position}")
        graph.add((layer, KG.input, subject))
        add_tensor(graph, subject, tensor)
    for position, tensor_index in enumerate(operator.OutputsAsNumpy()):
        subject = URIRef(f"{layer}/output/{position}")
        graph.add((layer, KG.output, subject))
        add_tensor(graph, subject, subgraph.Tensors(tensor_index))
    graph.add((layer, KG.parameters, Literal(parameters)))
    graph.add((URIRef(iri), NNET.middleLayer, layer))
    return macs


def add_model(graph, path):
    data = path.read_bytes()
    iri = f"https://w3id.org/kilograph/id/model/{hashlib.sha256(data).hexdigest()}"
    model = tflite.Model.GetRootAsModel(data, 0)
    subject = URIRef(iri)
    graph.add((subject, RDF.type, NNET.NeuralNetwork))
    graph.add((subject, SCHEMA.name, Literal(path.stem)))
    graph.add((subject, SCHEMA.contentSize, Literal(len(data), datatype=XSD.integer)))
    macs = 0
    for number in range(model.SubgraphsLength()):
        subgraph = model.Subgraphs(number)
        for index in range(subgraph.OperatorsLength()):
            macs += add_layer(graph, model, subgraph, iri, index)
    graph.add((subject, NNET.hasMultiplyAccumulateOps, Literal(macs)))
    return path.stem, subject


def add_row(graph, subject, row):
    for code in str(row[1]).split(","):
        sensor = URIRef(f"{subject}/sensor/{SENSORS[int(code)]}")
        graph.add((subject, NNET.provideInput, sensor))
        graph.add((sensor, RDF.type, KG[SENSORS[int(code)]]))
        graph.add((sensor, NNET.hasSensorInfo, Literal(row[2])))
    if row[6]:
        metric = URIRef(f"{subject}/metric")
        graph.add((subject, NNET.hasMetric, metric))
        graph.add((metric, NNET.hasMetricValue, Literal(float(row[6]))))
    texts = {NNET.hasInputInfo: 3, NNET.hasOutputInfo: 4, SCHEMA.codeRepository: 8, NNET.trainingDataset: 9}
    texts |= {SCHEMA.citation: 10, SCHEMA.creator: 12, SCHEMA.description: 13, SCHEMA.runtimePlatform: 14}
    for predicate, column in texts.items():
        graph.add((subject, predicate, Literal(row[column])))


def main(models, sheet, target):
    graph = Graph()
    subjects = dict(add_model(graph, path) for path in sorted(Path(models).glob("*.tflite")))
    if sheet != "-":
        rows = openpyxl.load_workbook(sheet, read_only=True).worksheets[0].iter_rows(min_row=2, values_only=True)
        for row in rows:
            if row[0] in subjects:
                add_row(graph, subjects[row[0]], row)
    graph.serialize(target, format="turtle")
    print(f"{len(subjects)} models, {len(graph)} triples")


if __name__ == "__main__":
    main(*sys.argv[1:])
