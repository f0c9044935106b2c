export { ExternalSecretsProps } from './external-secrets';
export { Secrets } from './secrets';
