/** DNS-1123 subdomain. */
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Kubernetes takes no more. */
const LONGEST_ARGO_CD_NAME = 253;

/** Longest name for an Application that a program makes up: a Helm release is called after its Application, and Helm takes no more. */
export const LONGEST_GENERATED_APPLICATION_NAME = 53;

/**
 * Source: Argo CD v3.5.1, `util/argo/argo.go`, `IsValidAppName` and `IsValidProjectName`; for the length of generated names Helm v3,
 * `pkg/chartutil/validate_name.go`.
 *
 * @param longest most characters that the name may have
 * @throws when an object of Argo CD cannot have the name
 */
export function checkArgoCdName(
  path: string, kind: 'Application' | 'ApplicationSet' | 'AppProject', name: string, longest: number = LONGEST_ARGO_CD_NAME,
): void {
  if (typeof name === 'string' && name.length <= longest && NAME.test(name)) return;
  const hint = `lower-case letters, digits, dashes and dots, ${longest} characters at most, each part between dots with a letter or digit at both ends`;
  throw new Error(`${path}: name of the ${kind}: write ${hint}, got '${name}'`);
}
