// An OpenID provider on 127.0.0.1, for tests. It prints "ready ISSUER", and obeys lines on its standard input:
// "rotate" puts other keys in the place of its own, and prints "rotated". It ends with its standard input.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const audience = 'urn:certtrail:api';
// What each client's tokens say of its roles; one is known to the provider and to nobody else.
const roles = { robot: ['staff', 'ledger-admins'], reader: ['ledger-readers'], stranger: ['cooks'] };

const clients = Object.keys(roles).map((id) => ({
  client_id: id,
  client_secret: `${id}-secret`,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
}));

function signingKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'ES256' };
}

function provider(issuer) {
  return new Provider(issuer, {
    clients,
    jwks: { keys: [signingKey()] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'], userinfoSigningAlgValues: ['ES256'] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: () => ({
          scope: 'ledger',
          audience,
          accessTokenTTL: 300,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: (_ctx, token) => ({ roles: roles[token.clientId] }),
  });
}

let answer;
const server = createServer((request, response) => answer(request, response));
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  answer = provider(issuer).callback();
  console.log(`ready ${issuer}`);
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      if (line === 'rotate') {
        answer = provider(issuer).callback();
        console.log('rotated');
      }
    })
    .on('close', () => process.exit(0));
});
