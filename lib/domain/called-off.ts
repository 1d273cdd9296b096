/** As Outlook and people write it before what was planned: `Canceled: Nováková`. */
const calledOffTitle =
  /^\s*[[(]?\s*(?:cancell?ed|zru[sš]en[aoáéý]?|storno(?:v[aá]no)?|stornov[aá]n[aáoéý]|abgesagt|storniert|odvol[aá]n[aáoéý]|odwo[lł]an[ey]|annul[eé])\s*[\])]?\s*[:–—-]\s|^\s*[[(]\s*(?:cancell?ed|zru[sš]en[aoáéý]?|storno|abgesagt)\s*[\])]/iu;

export const isCalledOffTitle = (title: string): boolean => calledOffTitle.test(title);
