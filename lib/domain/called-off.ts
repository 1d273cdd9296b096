/** As Outlook and people write it before what was planned: `Canceled: Nováková`. */
const before =
  /^\s*[[(]?\s*(?:cancell?ed|zru[sš]en[aoáéý]?|storno(?:v[aá]no)?|stornov[aá]n[aáoéý]|abgesagt|storniert|odvol[aá]n[aáoéý]|odwo[lł]an[ey]|annul[eé])\s*[\])]?\s*[:–—-]\s|^\s*[[(]\s*(?:cancell?ed|zru[sš]en[aoáéý]?|storno|abgesagt)\s*[\])]/iu;
/** And behind it: `Nováková - zrušeno`, `Nováková (STORNO)`. */
const behind =
  /\S\s*(?:[[(]\s*|\s[–—-]\s*)(?:cancell?ed|zru[sš]en[oý]|storno(?:v[aá]no)?|abgesagt|storniert|odvol[aá]no)\s*[\])]?\s*[.!]?\s*$/iu;
/** Shouted, it needs no sign beside it: `ZRUŠENO Nováková`. A fee for it is none. */
const shouted =
  /^\s*(?:CANCELL?ED|ZRU[SŠ]ENO|STORNO|ABGESAGT|ODVOL[AÁ]NO)\s+(?!poplat|POPLAT|Poplat|fee|FEE)\p{L}/u;

export const isCalledOffTitle = (title: string): boolean =>
  [before, behind, shouted].some((pattern) => pattern.test(title));
