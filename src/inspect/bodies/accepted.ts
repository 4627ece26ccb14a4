import type { BodyShape } from '../../model/body.ts';
import { classShape } from './classes.ts';
import { checkedFields } from './express-validator.ts';
import { fieldsRead } from './fields-read.ts';
import { chainOf, nameOf, propertiesOf, unwrapped } from './literals.ts';
import { schemaAt } from './schemas.ts';
import { type Node, type Place, type Sources, walkNodes } from './source.ts';

/** What a route accepts, from the places where its validation may be: the first way that is understood. */
export function acceptedBy(places: readonly Place[], sources: Sources): BodyShape | undefined {
  const [registration] = places;
  const ways: readonly (() => BodyShape | undefined)[] = [
    () => firstOf(places, (place) => decoratedBody(place, sources)),
    () => firstOf(places, (place) => parsedBody(place, sources)),
    () => (registration === undefined ? undefined : givenSchema(registration, sources)),
    () =>
      checkedFields(
        places.flatMap((place) => [place, ...listsIn(place, sources)]),
        sources,
      ),
    () => fieldsRead(places),
  ];
  return ways.reduce<BodyShape | undefined>((shape, way) => shape ?? way(), undefined);
}

function firstOf(places: readonly Place[], read: (place: Place) => BodyShape | undefined): BodyShape | undefined {
  return places.reduce<BodyShape | undefined>((shape, place) => shape ?? read(place), undefined);
}

/** `@Body() dto: CreateMemberDto`. */
function decoratedBody({ node, file }: Place, sources: Sources): BodyShape | undefined {
  const parameters: readonly Node[] = node.value?.params ?? node.params ?? [];
  const body = parameters.find((each) =>
    each.decorators?.some(({ expression }: Node) => chainOf(expression)?.head === 'Body'),
  );
  const type = (body?.typeAnnotation ?? body?.parameter?.typeAnnotation)?.typeAnnotation?.typeName?.name;
  const found = type === undefined ? undefined : sources.find(type, file);
  return found !== undefined && 'node' in found ? classShape(found, sources) : undefined;
}

const PARSES = /^(?:safe)?[pP]arse(?:Async)?$|^validate(?:Sync|Async)?$|^check$|^attempt$|^assert$/;

/** `schema.parse(req.body)`, `schema.validate(body)`, `v.parse(schema, req.body)`, `Joi.attempt(req.body, schema)`. */
function parsedBody({ node, file }: Place, sources: Sources): BodyShape | undefined {
  let shape: BodyShape | undefined;
  walkNodes(node, (each) => {
    shape ??= each.type === 'CallExpression' ? parsedBy(each, file, sources) : undefined;
  });
  return shape;
}

/** The text of a body, however the framework gives it. */
const BODY = /\bbody\b|\.json\(\)|\binput\b|\bpayload\b/i;

function parsedBy(call: Node, file: Place['file'], sources: Sources): BodyShape | undefined {
  if (!PARSES.test(nameOf(call.callee.property ?? call.callee))) return undefined;
  const words: readonly Node[] = call.arguments.slice(0, 2);
  const body = words.find((word) => BODY.test(file.parsed.text.slice(word.start, word.end)));
  if (body === undefined) return undefined;
  const schemas = [call.callee.object, ...words.filter((word) => word !== body)];
  const shapes = schemas.map((each) => (each == null ? undefined : schemaAt({ node: each, file }, sources)?.shape));
  const found = shapes.find((one) => one?.kind === 'object');
  return found === undefined ? undefined : without(found, body);
}

/** `{ ...req.body, authorId: user.id }`: what the server adds is not the client's to send. */
function without(shape: BodyShape, given: Node): BodyShape {
  const added = new Set(propertiesOf(given).keys());
  return shape.kind === 'object' ? { ...shape, fields: shape.fields.filter(({ name }) => !added.has(name)) } : shape;
}

/** `validate(schema)`, `zValidator('json', schema)`, `celebrate({ body: schema })`, `{ schema: { body } }` among the words of a registration. */
function givenSchema({ node, file }: Place, sources: Sources): BodyShape | undefined {
  const options = node.arguments?.flatMap((word: Node) => [...propertiesOf(word).entries()]) ?? [];
  const declared = options.find(([name]: readonly [string, Node]) => name === 'schema')?.[1];
  const candidates: Node[] = [];
  if (declared !== undefined) candidates.push(resolvedBody(declared, file, sources));
  for (const word of node.arguments ?? []) {
    const call = unwrapped(word);
    if (call?.type !== 'CallExpression') continue;
    const where = call.arguments.find((each: Node) => typeof each.value === 'string')?.value;
    if (where !== undefined && !['json', 'body', 'form'].includes(where)) continue;
    for (const each of call.arguments) candidates.push(propertiesOf(each).get('body') ?? each);
  }
  return candidates.reduce<BodyShape | undefined>((shape, each) => shape ?? bodyIn(each, file, sources), undefined);
}

/** `schema: { body: X }`, written there or under a name. */
function resolvedBody(node: Node, file: Place['file'], sources: Sources): Node {
  const named = node?.type === 'Identifier' ? sources.find(node.name, file) : undefined;
  const object = named !== undefined && 'node' in named ? named.node : node;
  return propertiesOf(object).get('body');
}

/** A schema of a body, or of a whole request whose field `body` it is. */
function bodyIn(node: Node, file: Place['file'], sources: Sources): BodyShape | undefined {
  if (node === undefined || node.type === 'Literal') return undefined;
  const named = node.type === 'Identifier' ? sources.find(node.name, file) : undefined;
  const inside = named !== undefined && 'node' in named ? propertiesOf(named.node).get('body') : undefined;
  if (inside !== undefined && named !== undefined && 'node' in named) return bodyIn(inside, named.file, sources);
  if (named !== undefined && 'node' in named && named.node.type === 'ClassDeclaration')
    return classShape(named, sources);
  const shape = schemaAt({ node, file }, sources)?.shape;
  if (shape?.kind !== 'object') return undefined;
  const body = shape.fields.find(({ name }) => name === 'body')?.shape;
  const isRequest = shape.fields.every(({ name }) => ['body', 'params', 'query', 'headers', 'cookies'].includes(name));
  return isRequest && body?.kind === 'object' ? body : shape;
}

/** Lists of rules named among the words: `app.post('/x', rules, handler)`. */
function listsIn({ node, file }: Place, sources: Sources): readonly Place[] {
  return (node.arguments ?? []).flatMap((word: Node): readonly Place[] => {
    const named = word.type === 'SpreadElement' ? word.argument : word;
    const name = named.type === 'CallExpression' ? named.callee.name : named.name;
    const found = name === undefined ? undefined : sources.find(name, file);
    return found !== undefined && 'node' in found && found.node.type !== 'Module' ? [found] : [];
  });
}
