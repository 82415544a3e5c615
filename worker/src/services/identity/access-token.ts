import { errors, jwtVerify, SignJWT } from 'jose';
import type { Deps } from '../../deps.ts';

/** Access tokens of the legacy API: JWT, HS256, 30 min (legacy-api.md 3.3). */
const LIFE_SECONDS = 30 * 60;
const ISSUER = 'tiktimer';

interface Claims {
  username: string;
  version: number;
}
type Needs = Pick<Deps, 'settings' | 'clock'>;

const keyOf = (secret: string) => new TextEncoder().encode(secret);

export const mintAccessToken = (deps: Needs, claims: Claims): Promise<string> => {
  const now = Math.floor(deps.clock.now() / 1000);
  return (
    new SignJWT({ version: claims.version })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(claims.username)
      // Two tokens of the same second must differ (legacy-api.md 3.3).
      .setJti(crypto.randomUUID())
      .setIssuer(ISSUER)
      .setAudience(deps.settings.API_URL)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFE_SECONDS)
      .sign(keyOf(deps.settings.SESSION_SECRET))
  );
};

/** The claims of a token that is ours and alive. During a move also of one signed by the old server, which wrote no `iss` and `aud`. */
export async function readAccessToken(deps: Needs, token: string): Promise<Claims | undefined> {
  const { settings } = deps;
  const ours = await verified(deps, token, settings.SESSION_SECRET, {
    issuer: ISSUER,
    audience: settings.API_URL,
  });
  if (ours || !settings.LEGACY_SECRET_KEY) return ours;
  return verified(deps, token, settings.LEGACY_SECRET_KEY, {});
}

async function verified(
  deps: Needs,
  token: string,
  secret: string,
  expected: { issuer?: string; audience?: string },
): Promise<Claims | undefined> {
  const now = deps.clock.now();
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      ...expected,
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub', 'version'],
      currentDate: new Date(now),
    });
    const { sub, version, exp } = payload;
    const tooLong = (exp ?? Number.POSITIVE_INFINITY) > now / 1000 + LIFE_SECONDS + 60;
    if (typeof sub !== 'string' || !Number.isInteger(version) || tooLong) return undefined;
    return { username: sub, version: version as number };
  } catch (error) {
    // Anything wrong with a stranger's token means the same: nobody.
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}
