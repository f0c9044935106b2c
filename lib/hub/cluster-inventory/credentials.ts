/** A private key in PEM, and the beginning of any PEM in base64. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY/;
const PEM_IN_BASE64 = /LS0tLS1CRUdJ[A-Za-z0-9+/=]+/g;
/** Three parts, of which two are JSON in base64: ServiceAccounts and OpenID Connect write tokens like this (RFC 7519). */
const JSON_WEB_TOKEN = /eyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]*/;
/** AWS CLI v2 awscli/customizations/eks/get_token.py, TOKEN_PREFIX. */
const EKS_TOKEN = /k8s-aws-v1\.[\w-]{5,}/;
/** A header of HTTP that lets somebody in (RFC 6750, RFC 7617). */
const AUTHORIZATION = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/i;

/** Options whose value is a credential: `--token`, `--id-token`. An option that only says which token to use has no value. */
const SECRET_OPTION = /^--?([\w-]+-)?(token|password|secret|api-?key)$/i;
/** Variables whose value is one: `AWS_SECRET_ACCESS_KEY`, `VAULT_TOKEN`. */
const SECRET_VARIABLE = /(^|_)(TOKEN|PASSWORD|SECRET|SECRET_ACCESS_KEY|API_?KEY)$/i;

/** The credential that a text holds, in words; undefined when it holds none that is known. */
export function credentialIn(text: string): string | undefined {
  const decoded = (text.match(PEM_IN_BASE64) ?? []).map(part => Buffer.from(part, 'base64').toString('latin1'));
  if ([text, ...decoded].some(part => PRIVATE_KEY.test(part))) {
    return 'a private key';
  }
  return [JSON_WEB_TOKEN, EKS_TOKEN, AUTHORIZATION].some(form => form.test(text)) ? 'a token' : undefined;
}

/** The first argument or variable of a command that carries a credential, with what it is; undefined when none does. */
export function credentialOf(args: readonly string[], env: Readonly<Record<string, string>>): string | undefined {
  const inArgs = args.flatMap((arg, i) => {
    const [option, value = args[i + 1]?.startsWith('-') ? undefined : args[i + 1]] = arg.split(/=(.*)/s);
    const found = credentialIn(arg) ?? (SECRET_OPTION.test(option) && value !== undefined ? `the value of ${option}` : undefined);
    return found === undefined ? [] : [`args[${i}] holds ${found}`];
  });
  const inEnv = Object.entries(env).flatMap(([name, value]) => {
    const found = credentialIn(value) ?? (SECRET_VARIABLE.test(name) ? `the value of ${name}` : undefined);
    return found === undefined ? [] : [`env.${name} holds ${found}`];
  });
  return [...inArgs, ...inEnv][0];
}
