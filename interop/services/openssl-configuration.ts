/** The configuration of openssl's commands for a PKI of their own. */
export function opensslConfiguration(baseUrl: string, folder: string): string {
  const authority = (name: string): string => `
[ ${name} ]
database = ${folder}/${name}.index
new_certs_dir = ${folder}
serial = ${folder}/${name}.serial
crlnumber = ${folder}/${name}.crlnumber
certificate = ${folder}/${name}.pem
private_key = ${folder}/${name}.key
default_md = sha256
default_days = 700
policy = any_name
crl_extensions = list
`;
  return `
[ ca ]
default_ca = issuing
${authority('root')}${authority('issuing')}
[ any_name ]
countryName = optional
organizationName = optional
commonName = supplied
[ req ]
distinguished_name = req_name
string_mask = utf8only
[ req_name ]
[ list ]
authorityKeyIdentifier = keyid:always
[ authority ]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[ authority_below ]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
crlDistributionPoints = URI:${baseUrl}/root.crl
[ seal ]
basicConstraints = CA:false
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
crlDistributionPoints = URI:${baseUrl}/issuing.crl
authorityInfoAccess = OCSP;URI:${baseUrl}/ocsp, caIssuers;URI:${baseUrl}/issuing.cer
[ timestamping ]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
crlDistributionPoints = URI:${baseUrl}/issuing.crl
[ responder ]
basicConstraints = CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[ tsa ]
default_tsa = unit
[ unit ]
serial = ${folder}/tsa.serial
signer_cert = ${folder}/tsa.pem
signer_key = ${folder}/tsa.key
certs = ${folder}/issuing.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
}
