"""Seals a PDF with pyHanko's own client of the CSC API v1: one JSON request on stdin."""

import asyncio
import io
import json
import sys

import aiohttp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.csc_signer import (
    CSCAuthorizationManager,
    CSCServiceSessionInfo,
    CSCSigner,
    fetch_certs_in_csc_credential,
)


class PinAuthorization(CSCAuthorizationManager):
    """Asks for a SAD bound to the digests, by PIN."""

    def __init__(self, session, service, credential, pin):
        super().__init__(service, credential)
        self.session = session
        self.pin = pin

    async def authorize_signature(self, hash_b64s):
        body = self.format_csc_auth_request(pin=self.pin, hash_b64s=hash_b64s)
        url = self.csc_session_info.endpoint_url("credentials/authorize")
        async with self.session.post(url, headers=self.auth_headers, json=body) as response:
            if response.status != 200:
                raise SystemExit(await response.text())
            return self.parse_csc_auth_response(await response.json())


async def seal(request):
    service = CSCServiceSessionInfo(request["url"], request["credential"], request["token"])
    async with aiohttp.ClientSession() as session:
        credential = await fetch_certs_in_csc_credential(session, service)
        authorization = PinAuthorization(session, service, credential, request["pin"])
        signer = CSCSigner(session, authorization, prefer_pss=request["pss"])
        metadata = PdfSignatureMetadata(
            field_name="Seal", md_algorithm=request["digest"], subfilter=SigSeedSubFilter.PADES
        )
        with open(request["file"], "rb") as document:
            writer = IncrementalPdfFileWriter(io.BytesIO(document.read()))
        sealed = await PdfSigner(metadata, signer).async_sign_pdf(writer)
    with open(request["out"], "wb") as out:
        out.write(sealed.getbuffer())


asyncio.run(seal(json.load(sys.stdin)))
