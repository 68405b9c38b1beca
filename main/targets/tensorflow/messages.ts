/** A protobuf message: what all the classes below have in common. */
export interface Message {
  serializeBinary(): Uint8Array;
}

interface MessageClass<M extends Message> {
  new (): M;
  deserializeBinary(bytes: Uint8Array): M;
}

/** A map field. */
export interface MessageMap<M> {
  set(key: string, value: M): unknown;
  get(key: string): M | undefined;
  has(key: string): boolean;
  keys(): IterableIterator<string>;
  getLength(): number;
}

/** One dimension; -1 is an unknown size. */
export interface DimMessage extends Message {
  setSize(size: number): this;
  getSize(): number;
}

export interface ShapeMessage extends Message {
  addDim(dim: DimMessage): DimMessage;
  getDimList(): DimMessage[];
  setUnknownRank(unknown: boolean): this;
  getUnknownRank(): boolean;
}

/** A constant; its content is the elements' bytes, little-endian and row-major. */
export interface TensorMessage extends Message {
  setDtype(dtype: number): this;
  getDtype(): number;
  setTensorShape(shape: ShapeMessage): this;
  getTensorShape(): ShapeMessage | undefined;
  setTensorContent(bytes: Uint8Array): this;
  getTensorContent_asU8(): Uint8Array;
  setStringValList(values: readonly Uint8Array[]): this;
}

export interface AttrListMessage extends Message {
  setSList(values: readonly Uint8Array[]): this;
  setIList(values: readonly number[]): this;
  setFList(values: readonly number[]): this;
  setBList(values: readonly boolean[]): this;
  setTypeList(values: readonly number[]): this;
  setShapeList(values: readonly ShapeMessage[]): this;
  getIList(): number[];
  getTypeList(): number[];
  getShapeList(): ShapeMessage[];
}

/** The value of an attribute; setting one kind clears the others. */
export interface AttrMessage extends Message {
  setS(value: Uint8Array): this;
  setI(value: number): this;
  setF(value: number): this;
  setB(value: boolean): this;
  setType(value: number): this;
  setShape(value: ShapeMessage): this;
  setTensor(value: TensorMessage): this;
  setList(value: AttrListMessage): this;
  getS_asU8(): Uint8Array;
  getI(): number;
  getF(): number;
  getB(): boolean;
  getType(): number;
  getShape(): ShapeMessage | undefined;
  getTensor(): TensorMessage | undefined;
  getList(): AttrListMessage | undefined;
}

export interface NodeMessage extends Message {
  setName(name: string): this;
  getName(): string;
  setOp(op: string): this;
  getOp(): string;
  setInputList(inputs: readonly string[]): this;
  addInput(input: string): unknown;
  getInputList(): string[];
  setDevice(device: string): this;
  getAttrMap(): MessageMap<AttrMessage>;
}

export interface VersionMessage extends Message {
  setProducer(version: number): this;
  setMinConsumer(version: number): this;
  getProducer(): number;
}

export interface GraphMessage extends Message {
  addNode(node: NodeMessage): NodeMessage;
  setNodeList(nodes: readonly NodeMessage[]): this;
  getNodeList(): NodeMessage[];
  setVersions(version: VersionMessage): this;
  getVersions(): VersionMessage | undefined;
}

/** A named input or output of a signature; `name` is `node:output`. */
export interface TensorInfoMessage extends Message {
  setName(name: string): this;
  getName(): string;
  setDtype(dtype: number): this;
  getDtype(): number;
  setTensorShape(shape: ShapeMessage): this;
  getTensorShape(): ShapeMessage | undefined;
}

export interface SignatureMessage extends Message {
  getInputsMap(): MessageMap<TensorInfoMessage>;
  getOutputsMap(): MessageMap<TensorInfoMessage>;
  setMethodName(name: string): this;
  getMethodName(): string;
}

export interface MetaInfoMessage extends Message {
  setTagsList(tags: readonly string[]): this;
  getTagsList(): string[];
  setTensorflowVersion(version: string): this;
  getTensorflowVersion(): string;
}

export interface MetaGraphMessage extends Message {
  setMetaInfoDef(info: MetaInfoMessage): this;
  getMetaInfoDef(): MetaInfoMessage | undefined;
  setGraphDef(graph: GraphMessage): this;
  getGraphDef(): GraphMessage | undefined;
  getSignatureDefMap(): MessageMap<SignatureMessage>;
}

export interface SavedModelMessage extends Message {
  setSavedModelSchemaVersion(version: number): this;
  addMetaGraphs(graph: MetaGraphMessage): MetaGraphMessage;
  getMetaGraphsList(): MetaGraphMessage[];
}

/**
 * The protobuf classes of TensorFlow that `@tensorflow/tfjs-node-gpu` ships without types, as far as a graph, a constant, a
 * signature and a SavedModel need them. Their names are those of tensorflow/core/protobuf, without `Proto`.
 */
export interface Messages {
  readonly GraphDef: MessageClass<GraphMessage>;
  readonly NodeDef: MessageClass<NodeMessage>;
  readonly VersionDef: MessageClass<VersionMessage>;
  readonly AttrValue: MessageClass<AttrMessage> & { readonly ListValue: MessageClass<AttrListMessage> };
  readonly Tensor: MessageClass<TensorMessage>;
  readonly TensorShape: MessageClass<ShapeMessage> & { readonly Dim: MessageClass<DimMessage> };
  readonly SavedModel: MessageClass<SavedModelMessage>;
  readonly MetaGraphDef: MessageClass<MetaGraphMessage> & {
    readonly MetaInfoDef: MessageClass<MetaInfoMessage>;
  };
  readonly SignatureDef: MessageClass<SignatureMessage>;
  readonly TensorInfo: MessageClass<TensorInfoMessage>;
  /** `DT_FLOAT` and kin. */
  readonly DataType: Readonly<Record<string, number>>;
}
