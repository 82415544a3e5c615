import { invalid } from '../../domain/errors.ts';

/**
 * The words that the most used passwords of 12 and more characters are made of once digits, signs and repetition at the
 * ends are taken away (password1234, qwertyuiop12, iloveyou2024!). One word here stands for hundreds of lines of a list.
 */
const COMMON_WORDS = new Set(
  `password passwort motdepasse contrasena senha parola wachtwoord passw0rd p@ssword p@ssw0rd pa55word passwordpassword
  administrator administrador admin adminadmin rootroot superuser superman batman spiderman pokemon starwars startrek
  letmein letmeinnow letmeinplease welcome welcomehome welcometo iloveyou iloveyouso iloveyoutoo iloveu loveyou mylove
  sunshine princess princesa football baseball basketball liverpool chelsea arsenal barcelona realmadrid manchester
  manchesterunited juventus monkey dragon shadow master michael jennifer jessica charlie daniel ashley andrew thomas
  qwerty qwertyuiop qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertyqwerty qwertzuiop azertyuiop asdfghjkl asdfasdf
  asdfghjklzxcvbnm zxcvbnm zaqxsw qazwsx qazwsxedc qazwsxedcrfv qweasd qweasdzxc qwerasdf qwe asd zxc qaz wsx
  abc abcd abcdef abcdefg abcdefgh abcdefghij abcdefghijkl abcdefghijklmnopqrstuvwxyz aaaaaa
  changeme changemenow changeit secret topsecret mysecret default guest testtest testing testpassword mypassword
  yourpassword thepassword newpassword oldpassword nopassword passwordone computer internet google facebook instagram
  youtube tiktok tiktimer tiktoktiktok tiktokpassword whatsapp samsung android iphone apple microsoft windows
  trustno correcthorsebatterystaple helloworld hellohello hello goodmorning fuckyou fuckoff asshole whatever summer winter spring
  autumn january february december november october september monday friday babygirl lovely angel freedom jesus jesuschrist
  jesusislord godisgood christ blessed family mustang corvette ferrari mercedes porsche yamaha harley hunter ranger soccer hockey
  killer pepper ginger cookie chocolate butterfly purple orange yellow rainbow flower flowers computer samantha matthew`
    .split(/\s+/)
    .filter(Boolean),
);
const RUNS = [
  '01234567890123456789012345678901234567890',
  '98765432109876543210987654321098765432109',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'q1w2e3r4t5y6u7i8o9p0',
];

/** Refuses what is guessed first: the person's own names, one sign or pattern repeated, a keyboard run, a common word with digits. */
export function assertPasswordIsNotCommon(password: string, names: string[]): void {
  const text = password.toLowerCase();
  const own = names.flatMap((name) => [name, name.split('@')[0] ?? '']).map((name) => name.toLowerCase());
  const bare = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const common =
    isOnePattern(text) ||
    RUNS.some((run) => run.includes(text)) ||
    COMMON_WORDS.has(bare) ||
    COMMON_WORDS.has(onePattern(bare)) ||
    own.some((name) => name !== '' && (text === name || bare === name));
  if (common)
    throw invalid(
      'password: This password is among the first that get guessed. A sentence of your own is better.',
      [
        {
          path: 'password',
          message: 'This password is among the first that get guessed. A sentence of your own is better.',
        },
      ],
    );
}

const PATTERN_CHARS_MAX = 4;
/** "abcabcabc" → "abc"; what repeats nothing stays. */
function onePattern(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return text.slice(0, length);
  }
  return text;
}
const isOnePattern = (text: string) => onePattern(text).length <= PATTERN_CHARS_MAX;
