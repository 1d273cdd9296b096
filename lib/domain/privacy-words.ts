/**
 * Words from which a stranger who glances at a phone learns why somebody sees a doctor. Written without diacritics
 * and in lower case, as they are compared; so one spelling often serves Czech and Slovak alike.
 */

/** A word that begins with one of these tells, whatever its ending. */
export const stems = list(`
  # Specialties: Czech and Slovak, and what other languages share with them
  adiktolog alerg androlog angiolog dermat diabet endokrin gastroenter geriatr gynek hematolog
  hepatolog chirurg imunolog infekc kardio logoped mamolog nefrolog neonatolog neuro ocn oftalmolog onko orthod
  ortodon ortoped otorinolaryngolog foniatr pediatr plicn plucn pneumolog proktolog psych radiolog reumatolog
  revmatolog fyzioterap reprodukcn sexuolog sexolog stomato dental dentist traumatolog urolog
  urogynek venerolog hospic paliativ porodn zubn zubar zubolek kozn cevn cievn zilni krcn
  # Specialties: English
  allerg cardiac cardiol gynaec gynec haematol immunol nephrol oncol ophthalm optometr orthop paediatr podiatr
  chiropod physio rheumat rehab palliat maternity midwi
  # Specialties: German
  augenarzt frauenarzt hautarzt nervenarzt augenklinik frauenklinik hautklinik zahn gynak kieferorth
  # Specialties: Ukrainian
  алерг венеролог гастроентеролог гінеколог дерматолог ендокринолог кардіо логопед мамолог невролог нефролог
  онко ортодонт ортопед офтальмолог окуліст педіатр проктолог псих пульмонолог реабіліт ревматолог сексолог
  стомат травматолог уролог фізіотерап хірург нарколог зубн
  # Illnesses and conditions: Czech and Slovak
  rakovin nador karcinom metasta leukemi lymfom melanom cukrovk hypertenz infarkt mrtvic epilep depres uzkost
  schizo bipolarn demenc alzheimer parkinson autis syfil kapavk chlamyd zloutenk zltack hepatit tuberkul covid
  koronavir chripk angin boreli lymsk astma ekzem lupenk psoria bradavic plisn pliesn mykoz anemi odvykac
  alkohol protialkohol narkoman drogov obezit anorex bulimi tehot gravid neplodn infertil impoten erekc erektil
  menopauz klimakter inkontin artroz artrit osteop skolioz migren skleroz zanet zlomenin vymknut hemoroid
  hemeroid krecov krcov paradent parodont diagno herpes invalidn
  # Illnesses and conditions: English
  cancer carcin leukaem lymphom asthma anxiet addict alcohol dementia eczema gonorr hypertens miscarr pregnan
  sclero arthrit arthros menopaus incontin obesity syphil haemorrh hemorrh
  # Illnesses and conditions: German
  krebs zuckerkrank schwanger demenz entzundung hamorrh herzinfarkt herzkrank schlaganfall krampfader
  schuppenflecht unfruchtbar wechseljahr suchterkrank suchtberat
  # Illnesses and conditions: Ukrainian
  пухлин діабет гіпертон інфаркт інсульт епілеп депрес шизо деменц аутизм сифіліс гепатит туберкул ковід астм
  вагітн безплід псоріаз екзем алкогол запален перелом діагноз гемороі
  # Parts of the body tell the specialty: Czech and Slovak
  srdc ledvin oblick zaludk zaludec zaludoc strevn jatern prostat delozn maternic vajecnik konecnik stitn
  slinivk zlucn zlcnik mozkov mozgov dusevn nervov krevn krvn mocov pohlavn
  # Parts of the body: English, German, Ukrainian
  kidney bowel breast bladder thyroid ovarian gebarmutter eierstock schilddrus нирк печінк простат щитоподібн
  # Procedures: Czech and Slovak
  ockov naockov preockov doockov zaockov vakcin operac reoperac predoperacn pooperacn zakrok odber rentgen rontgen mamogra sonogra
  ultrazvuk ultrazvuc tomogra densitometr denzitometr endoskop gastroskop kolonoskop koloskop bronchoskop
  artroskop laparoskop kolposkop hysteroskop cystoskop rektoskop biopsi punkc infuz transfuz dialyz hemodialyz
  chemoter radioterap ozarov ozaren oziar amputac transplant implant extrakc anestez narkoz sterili vasektom
  vazektom interrup potrat antikoncep kyret obrizk obriezk cirkumciz katetr holter spirometr ergometr
  liposukc botox akupunktur screening skrining
  # Procedures: English
  vaccin immunis immuniz surger surgic surgeon ultrasound endoscop colonoscop gastroscop mammogr dialys
  chemother radiother transfus infusion injection abortion contracep vasectom colposcop anaesth anesth cathet
  therap blood urine xray
  # Procedures: German
  impf blut magenspiegel darmspiegel ultraschall abtreibung verhutung bestrahl narkose
  # Procedures: Ukrainian
  щеплен вакцин операці рентген ендоскоп гастроскоп колоноскоп біопсі хіміотерап діаліз наркоз аборт
  контрацеп імплант кров
`);

/** Words that tell only as they stand, as their beginnings are those of harmless ones: zubr, srdečně, Rakovník. */
export const wholeWords = list(`
  zub zubu zube zubem zuby zubum zubech zuba zubom zubov zuboch zubami zoubek zoubku zoubky
  rak raka raku rakem rakom srdecni srdecniho srdecnimu srdecnim usni usniho usnim tumor tumory tumoru
  plice plic plicich pluca pluc jatra jater streva strev crevo creva kuze prs prsu prsy prsa krev krve krvi krv
  krvou opar oparu oparem oparom kyla kyly kylu kyle porod porodu porodem akne sono
  # English
  tooth teeth heart liver skin lung lungs eye eyes stroke smear operation operations tumors tumour tumours
  acne wart warts biopsy
  # German
  herz leber lunge niere nieren darm haut brust magen pilz operationen
  # Ukrainian
  зуб зуба зуби зубів зубу рак раку раком серце серця шкіра шкіри пологи пологів
`);

/** Abbreviations tell in capitals only: `MR`, not `Mr`. */
export const abbreviations = list(`
  HIV AIDS ADHD STD STI HPV IVF ORL ENT HNO CT MR MRI MRT RTG EKG ECG EEG EMG PSA TBC IUD
  ВІЛ СНІД МРТ КТ УЗД ЕКГ ЛОР
`);

/** Wherever they stand in a word: `mastektomie`, `hysterectomy`. */
export const infixes = list("ektomi ectom ектомі");

/** Harmless words that begin with a stem: `odběratel`. */
export const harmless = list("odberatel");

function list(words: string): readonly string[] {
  return words
    .replace(/#.*$/gmu, "")
    .split(/\s+/u)
    .filter((word) => word !== "");
}
