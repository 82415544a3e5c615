/** The API's own document, as the tests that walk it read it. */
import { exports } from 'cloudflare:workers';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}
export interface Content {
  schema: Schema;
  example?: unknown;
}
export interface Answer {
  $ref?: string;
  content?: Record<string, Content>;
}
export interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  schema: Schema;
}
export interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, Answer>;
}
export interface Document {
  openapi: string;
  info: { title: string; version: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
}
export interface Route {
  name: string;
  method: string;
  path: string;
  operation: Operation;
}

export async function readDocument(): Promise<Document> {
  const answer = await exports.default.fetch('http://api/openapi.json');
  return answer.json();
}

export const routesOf = (document: Document): Route[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([key, operation]) => {
      const method = key.toUpperCase();
      return { name: `${method} ${path}`, method, path, operation };
    }),
  );

/** The documented answer of a status, its shape looked up. */
export function answerOf(document: Document, operation: Operation, status: number): Answer | undefined {
  const answer = operation.responses[status];
  const name = answer?.$ref?.split('/').pop();
  return name === undefined ? answer : document.components.responses[name];
}

/** What about a value is not as its schema says. Fields no schema names count too: answers are made from a list of what is allowed. */
export function violations(document: Document, schema: Schema, value: unknown, at = '$'): string[] {
  if (schema.$ref) {
    const named = document.components.schemas[schema.$ref.split('/').pop() ?? ''];
    return named ? violations(document, named, value, at) : [`${at}: ${schema.$ref} is not there`];
  }
  if (schema.anyOf) {
    const tries = schema.anyOf.map((one) => violations(document, one, value, at));
    return tries.some((found) => found.length === 0) ? [] : (tries[0] ?? []);
  }
  const wrong = [
    ...(schema.allOf ?? []).flatMap((one) => violations(document, one, value, at)),
    ...(schema.type !== undefined && ![schema.type].flat().some((type) => isOfType(value, type))
      ? [`${at} is no ${schema.type}`]
      : []),
    ...(schema.enum && !schema.enum.includes(value) ? [`${at} is none of ${schema.enum}`] : []),
    ...('const' in schema && schema.const !== value ? [`${at} is not ${schema.const}`] : []),
  ];
  if (typeof value === 'string' && schema.pattern && !new RegExp(schema.pattern, 'u').test(value))
    wrong.push(`${at} does not match ${schema.pattern}`);
  if (typeof value === 'number' && (value < (schema.minimum ?? value) || value > (schema.maximum ?? value)))
    wrong.push(`${at} is out of bounds`);
  if (Array.isArray(value))
    wrong.push(
      ...value.flatMap((one, index) => violations(document, schema.items ?? {}, one, `${at}[${index}]`)),
    );
  else if (value !== null && typeof value === 'object') wrong.push(...inObject(document, schema, value, at));
  return wrong;
}

function inObject(document: Document, schema: Schema, value: object, at: string): string[] {
  if (!schema.properties && !schema.additionalProperties) return [];
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${at}.${name} is missing`);
  const fields = Object.entries(value).flatMap(([name, one]) => {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const other = typeof additionalProperties === 'object' ? additionalProperties : undefined;
    const field = own ?? other;
    if (field) return violations(document, field, one, `${at}.${name}`);
    return additionalProperties === true ? [] : [`${at}.${name} is not documented`];
  });
  return [...missing, ...fields];
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return value !== null && typeof value === 'object' && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
