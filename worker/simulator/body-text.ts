/** The body as text whatever its type says: the runtime warns of `.text()` on forms, and the log should stay quiet. */
export async function bodyText(request: Request): Promise<string> {
  return new TextDecoder().decode(await request.arrayBuffer());
}
